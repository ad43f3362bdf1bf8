// Makes generator/data/world.json: the outline of the world's land, and a point for each country. It was run once and is
// needed again only to change the drawing. In a temporary folder, with Node 20, where $HERE is this repository:
//
//   cd "$(mktemp -d)" && cp "$HERE"/tools/world/*.mjs .
//   npm install world-atlas@2.0.2 d3-geo@3.1.1 topojson-client@3.1.0 i18n-iso-countries@7.14.0
//   node land.mjs > "$HERE/generator/data/world.json"
//
// What follows from this for the library: docs/developing/decisions.md, "Maps without borders".

import { feature } from "topojson-client";
import countries from "i18n-iso-countries";
import { area, corner, depth, HEIGHT, inside, path, projection, read, rings, rounded, WIDTH } from "./projection.mjs";

const SMALLEST_LAND = 9; // in square units of the map; smaller islands would be specks
const SMALLEST_CORNER = 3.6; // points that add less than this to the outline are left out

// Where the data has no shape of its own, or its largest shape would mislead. Longitude and latitude.
const BY_HAND = {
  AQ: [11, -60], // Antarctica is not drawn: at the rim, where its treaty begins
  BQ: [-68.27, 12.18], // Bonaire, the largest of three islands
  BV: [3.36, -54.42],
  CC: [96.83, -12.17],
  CX: [105.63, -10.49],
  GF: [-53.1, 3.95], // the data counts the overseas departments as France
  GP: [-61.4, 16.2],
  KI: [173, 1.42], // Tarawa, where most people live; the largest island lies 3000 km to the east
  MQ: [-61.0, 14.65],
  RE: [55.53, -21.12],
  SJ: [16.5, 78.6],
  TK: [-171.85, -9.2],
  UM: [166.64, 19.3], // Wake Island; the others are strewn over the ocean
  XK: [20.9, 42.6], // has no code in ISO 3166-1; XK is what records write
  YT: [45.15, -12.82],
};

// Visvalingam's way: take out the point that matters least until all that are left matter.
function simplified(ring) {
  const left = [...ring];
  while (left.length > 3) {
    const n = left.length;
    let least = Infinity;
    let at = -1;
    for (let i = 0; i < n; i++) {
      const size = corner(left[(i + n - 1) % n], left[i], left[(i + 1) % n]);
      if (size < least) [least, at] = [size, i];
    }
    if (least >= SMALLEST_CORNER) break;
    left.splice(at, 1);
  }
  const whole = left.map(rounded);
  return whole.filter(([x, y], i) => {
    const [px, py] = whole[(i + whole.length - 1) % whole.length];
    return x !== px || y !== py;
  });
}

const world = read("land-50m");
const land = feature(world, world.objects.land);
const parts = land.features.flatMap(({ geometry }) => geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates })));
const drawn = parts
  .filter(({ coordinates }) => Math.max(...coordinates[0].map(([, latitude]) => latitude)) > -60)
  .flatMap(rings)
  .filter((ring) => Math.abs(area(ring)) >= SMALLEST_LAND)
  .map(simplified)
  .filter((ring) => ring.length > 2)
  .sort((a, b) => Math.abs(area(b)) - Math.abs(area(a)));

// The centroid of the largest ring; where that lies outside, as for Viet Nam and Croatia, the place farthest from the rim.
function middle(shape) {
  const ring = rings(shape).sort((a, b) => Math.abs(area(b)) - Math.abs(area(a)))[0];
  const whole = area(ring) * 6;
  const centre = ring.reduce(
    ([cx, cy], [x, y], i) => {
      const [nx, ny] = ring[(i + 1) % ring.length];
      const cross = x * ny - nx * y;
      return [cx + ((x + nx) * cross) / whole, cy + ((y + ny) * cross) / whole];
    },
    [0, 0],
  );
  if (inside(centre, ring)) return centre;
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [left, right, high, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = ring[0];
  for (let i = 1; i < 60; i++) {
    for (let j = 1; j < 60; j++) {
      const point = [left + ((right - left) * i) / 60, high + ((low - high) * j) / 60];
      if (inside(point, ring) && depth(point, ring) > depth(best, ring)) best = point;
    }
  }
  return best;
}

const points = {};
for (const detail of ["50m", "10m"]) {
  const data = read(`countries-${detail}`);
  for (const shape of feature(data, data.objects.countries).features) {
    const code = shape.id && countries.numericToAlpha2(String(shape.id).padStart(3, "0"));
    // Several shapes may have one code (Australia's): the largest counts, which is the one with the code's own name.
    if (code && !BY_HAND[code] && !(code in points && points[code].detail !== detail)) {
      const size = Math.max(...rings(shape).map((ring) => Math.abs(area(ring))));
      if (!points[code] || size > points[code].size) points[code] = { detail, size, at: rounded(middle(shape)) };
    }
  }
}
for (const [code, place] of Object.entries(BY_HAND)) points[code] = { at: rounded(projection(place)) };

const lines = Object.keys(points)
  .sort()
  .map((code) => `    "${code}": [${points[code].at}]`);
console.log(`{
  "about": "The outline of the world's land and a point in each country, in the Equal Earth projection cut at 169 degrees west. Made by tools/world/land.mjs.",
  "sources": [
    {"title": "Natural Earth", "url": "https://www.naturalearthdata.com/", "licence": "public domain"},
    {"title": "world-atlas 2.0.2, by Michael Bostock", "url": "https://github.com/topojson/world-atlas", "licence": "ISC"}
  ],
  "size": [${WIDTH}, ${HEIGHT}],
  "land": "${path(drawn)}",
  "points": {
${lines.join(",\n")}
  }
}`);
