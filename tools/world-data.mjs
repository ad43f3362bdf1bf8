// Makes generator/data/world.json: the outline of the world's land, and a point for each country. It was run once and is
// needed again only to change the drawing. In a temporary folder, with Node 20, where $HERE is this repository:
//
//   cd "$(mktemp -d)" && npm install world-atlas@2.0.2 d3-geo@3.1.1 topojson-client@3.1.0 i18n-iso-countries@7.14.0
//   node --input-type=module - < "$HERE/tools/world-data.mjs" > "$HERE/generator/data/world.json"
//
// The globe is cut in the Bering Strait, at 169 degrees west, and not at 180 degrees: so no land is cut through, and Fiji, Tonga
// and Samoa stay together. What follows from this for the library: docs/developing/decisions.md, "Maps without borders".

import { readFileSync } from "node:fs";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import countries from "i18n-iso-countries";

const WIDTH = 1000;
const MARGIN = 4;
const NORTH = 83.7;
const SOUTH = -61; // the southern tips of land without Antarctica, and room for a mark at its rim
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
  YT: [45.15, -12.82],
};

const read = (name) => JSON.parse(readFileSync(`node_modules/world-atlas/${name}.json`, "utf8"));
const rounded = ([x, y]) => [Math.round(x), Math.round(y)];

const turned = geoEqualEarth().rotate([-11, 0]).precision(0.3);
const probe = turned.scale(1).translate([0, 0]);
const half = probe([-169 + 359.999, 0])[0];
const scale = (WIDTH - 2 * MARGIN) / 2 / half;
const projection = geoEqualEarth().rotate([-11, 0]).scale(scale).precision(0.3);
projection.translate([WIDTH / 2, 0]);
const top = projection([11, NORTH])[1];
projection.translate([WIDTH / 2, MARGIN - top]);
const HEIGHT = Math.ceil(projection([11, SOUTH])[1] + MARGIN);

// The rings of a shape as they are drawn, each a list of points without the closing one.
function rings(shape) {
  const found = [];
  let ring = [];
  const end = () => found.push(ring);
  geoPath(projection, {
    beginPath() {},
    moveTo: (x, y) => (ring = [[x, y]]),
    lineTo: (x, y) => ring.push([x, y]),
    closePath: end,
    arc() {},
  })(shape);
  return found;
}

const corner = ([ax, ay], [bx, by], [cx, cy]) => Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
const area = (ring) => {
  const sum = ring.reduce((so_far, [x, y], at) => {
    const [nx, ny] = ring[(at + 1) % ring.length];
    return so_far + x * ny - nx * y;
  }, 0);
  return sum / 2;
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

// One path in steps from point to point. A sign or a command parts two numbers as well as a space does.
function path(all) {
  let text = "";
  let from = [0, 0];
  for (const ring of all) {
    let [x, y] = from;
    text += "m";
    ring.forEach(([nx, ny], i) => {
      const [dx, dy] = [nx - x, ny - y];
      text += (i && dx >= 0 ? " " : "") + dx + (dy >= 0 ? " " : "") + dy;
      [x, y] = [nx, ny];
    });
    text += "z";
    from = ring[0];
  }
  return text;
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

function inside([x, y], ring) {
  let is = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) is = !is;
  }
  return is;
}

// How far a point lies from the rim of a ring.
function depth([x, y], ring) {
  return Math.min(
    ...ring.map(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length];
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
    }),
  );
}

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
  "about": "The outline of the world's land and a point in each country, in the Equal Earth projection cut at 169 degrees west. Made by tools/world-data.mjs.",
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
