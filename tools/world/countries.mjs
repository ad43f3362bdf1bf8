// Makes generator/data/countries.json: the shapes of countries, and the place in each that is farthest from its borders. It
// was run once and is needed again only to change the drawing. In a temporary folder, with Node 20, where $HERE is this repository:
//
//   cd "$(mktemp -d)" && cp "$HERE"/tools/world/*.mjs .
//   npm install world-atlas@2.0.2 d3-geo@3.1.1 topojson-client@3.1.0 i18n-iso-countries@7.14.0
//   node countries.mjs > "$HERE/generator/data/countries.json"
//
// Lines that two countries share are made simple once, so that neighbours still fit. Whose shapes these are, and where they differ
// from what others draw: docs/developing/decisions.md, "The world map".

import { geoContains } from "d3-geo";
import { feature } from "topojson-client";
import countries from "i18n-iso-countries";
import { area, corner, depth, HEIGHT, inside, path, projection, read, WIDTH } from "./projection.mjs";

const GRID = 2; // points of shapes are whole numbers of halves of the map's unit
const SMALLEST_LAND = 1; // in square units of the map; smaller pieces would be specks
const SMALLEST_CORNER = 0.9; // points that add less than this to a line are left out
const FEWEST = 7; // points of an island, the first and the last being one, so that none is a triangle
const WIDE = WIDTH / 2; // a piece that is wider lies on both sides of the cut
const SMALLEST_LABEL_POINT = 6; // in units of the map; where there is less room, no number fits
const LEFT_OUT = ["AQ"]; // reaches round the pole; docs/developing/decisions.md, "Maps without borders"

// The data draws some territories with the country to which they belong, and ISO 3166-1 gives them a code of their own. West, south,
// east and north in degrees.
const APART = {
  "Indian Ocean Ter.": { CC: [[96, -13, 98, -12]], CX: [[105, -11, 107, -10]] },
  France: { GF: [[-56, 1, -51, 7]], GP: [[-62, 15.6, -61, 16.6]], MQ: [[-62, 14, -60, 15]], RE: [[55, -22, 56, -20]], YT: [[44, -14, 46, -12]] },
  Netherlands: { BQ: [[-69, 11.5, -68, 13], [-64, 17, -62, 18]] },
  "New Zealand": { TK: [[-173, -10, -171, -8]] },
  Norway: { SJ: [[-10, 70, -7, 72], [10, 73, 35, 82]] },
};
// What the data draws and ISO 3166-1 has no code for: land without a name and without a link.
const NAMELESS = ["Kosovo", "N. Cyprus", "Siachen Glacier", "Somaliland"];

// What the page of the world says of this data (templates/pages/world.md.jinja): whose shape holds a place, in degrees.
const SAID = [
  ["Russia", [34.2, 45.2]], // Simferopol
  ["Morocco", [-13.2, 27.1]], // El Aaiún
  ["W. Sahara", [-10.5, 26.1]], // Tifariti
  ["Israel", [35.8, 33.0]], // the Golan Heights
  ["India", [74.8, 34.1]], // Srinagar
  ["Pakistan", [74.3, 35.9]], // Gilgit
  ["China", [79, 35.2]], // Aksai Chin
  ["Palestine", [35.2, 32.2]], // Nablus
  ["Palestine", [34.35, 31.4]], // Gaza
  ["Taiwan", [121, 24]],
  ["Kosovo", [21.1, 42.6]],
  ["N. Cyprus", [33.5, 35.3]],
  ["Somaliland", [44, 9.5]],
  ["Siachen Glacier", [77, 35.4]],
];

const world = read("countries-50m");
for (const [name, point] of SAID) {
  const found = feature(world, world.objects.countries).features.find((shape) => geoContains(shape, point));
  if (found?.properties.name !== name) throw new Error(`${point} is not in ${name}: mend what the page says`);
}
const { scale, translate } = world.transform;

// The points of an arc, which the data keeps as steps: longitudes and latitudes.
const spread = (arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
};
const degrees = world.arcs.map(spread);

// Visvalingam's way, for a line whose ends stay: take out the point that matters least until all that are left matter.
function simplified(line) {
  const left = [...line];
  const closed = line[0].join() === line.at(-1).join();
  while (left.length > (closed ? FEWEST : 2)) {
    let [least, at] = [Infinity, -1];
    for (let i = 1; i < left.length - 1; i++) {
      const size = corner(left[i - 1], left[i], left[i + 1]);
      if (size < least) [least, at] = [size, i];
    }
    if (least >= SMALLEST_CORNER) break;
    left.splice(at, 1);
  }
  return left;
}

const topology = { type: "Topology", objects: world.objects, arcs: degrees.map((arc) => simplified(arc.map((point) => projection(point)))) };

const first = (polygon) => degrees[polygon[0][0] < 0 ? ~polygon[0][0] : polygon[0][0]][0];
const within = ([x, y], [west, south, east, north]) => west <= x && x <= east && south <= y && y <= north;

// The pieces of all countries, by code, and those without one.
const pieces = {};
for (const shape of world.objects.countries.geometries) {
  const { name } = shape.properties;
  const own = shape.id && countries.numericToAlpha2(String(shape.id).padStart(3, "0"));
  if (!own && !NAMELESS.includes(name) && !APART[name]) throw new Error(`${name} has no code: give it one, or say that it has none`);
  for (const arcs of shape.type === "Polygon" ? [shape.arcs] : shape.arcs) {
    const point = first(arcs);
    const other = Object.entries(APART[name] ?? {}).find(([, boxes]) => boxes.some((box) => within(point, box)));
    const code = other?.[0] ?? own ?? (APART[name] ? undefined : "");
    if (code === undefined) throw new Error(`${name} has a piece at ${point} that is in none of its parts`);
    if (!LEFT_OUT.includes(code)) (pieces[code] ??= []).push(arcs);
  }
}

const xs = (ring) => ring.map(([x]) => x);
const drawn = (arcs) =>
  feature(topology, { type: "Polygon", arcs })
    .geometry.coordinates.map((ring) => ring.slice(0, -1))
    .filter((ring) => ring.length > 2 && Math.abs(area(ring)) >= SMALLEST_LAND);
const is_whole = ([ring]) => ring && Math.max(...xs(ring)) - Math.min(...xs(ring)) < WIDE;
const by_size = ([a], [b]) => Math.abs(area(b)) - Math.abs(area(a));

const on_grid = (ring) =>
  ring
    .map(([x, y]) => [Math.round(x * GRID), Math.round(y * GRID)])
    .filter(([x, y], i, all) => x !== all.at(i - 1)[0] || y !== all.at(i - 1)[1]);

// The place within a piece that is farthest from its rim and from its holes, and how far that is.
function labelPoint([ring, ...holes]) {
  const far = (point) => (inside(point, ring) && !holes.some((hole) => inside(point, hole)) ? Math.min(...[ring, ...holes].map((one) => depth(point, one))) : 0);
  const ys = ring.map(([, y]) => y);
  const [left, right, high, low] = [Math.min(...xs(ring)), Math.max(...xs(ring)), Math.min(...ys), Math.max(...ys)];
  let best = [0, 0, 0];
  for (let x = Math.ceil(left); x <= right; x++) {
    for (let y = Math.ceil(high); y <= low; y++) {
      const room = Math.floor(far([x, y]));
      if (room > best[2]) best = [x, y, room];
    }
  }
  return best;
}

const shapes = {};
const label_points = {};
for (const code of Object.keys(pieces).sort()) {
  const parts = pieces[code].map(drawn).filter(is_whole).sort(by_size);
  if (!parts.length) continue;
  shapes[code] = path(parts.flat().map(on_grid).filter((ring) => ring.length > 2));
  const place = labelPoint(parts[0]);
  if (code && place[2] >= SMALLEST_LABEL_POINT) label_points[code] = place;
}

const { "": nameless, ...named } = shapes;
const lines = (all, shown) =>
  Object.keys(all)
    .map((code) => `    "${code}": ${shown(all[code])}`)
    .join(",\n");
console.log(`{
  "about": "The shapes of countries in the projection of world.json, in halves of its unit, and the place in each that is farthest from its borders, with that distance, in whole units. Made by tools/world/countries.mjs.",
  "sources": [
    {"title": "Natural Earth, 1:50 million", "url": "https://www.naturalearthdata.com/", "licence": "public domain"},
    {"title": "world-atlas 2.0.2, by Michael Bostock", "url": "https://github.com/topojson/world-atlas", "licence": "ISC"}
  ],
  "size": [${WIDTH * GRID}, ${HEIGHT * GRID}],
  "grid": ${GRID},
  "nameless": "${nameless}",
  "shapes": {
${lines(named, (shape) => `"${shape}"`)}
  },
  "label_points": {
${lines(label_points, (place) => `[${place}]`)}
  }
}`);
