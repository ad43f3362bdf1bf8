// The projection of all maps, and what both scripts of this folder measure with. The globe is cut in the Bering Strait, at 169
// degrees west, and not at 180 degrees: so no land is cut through, and Fiji, Tonga and Samoa stay together.

import { readFileSync } from "node:fs";
import { geoEqualEarth, geoPath } from "d3-geo";

export const WIDTH = 1000;
const MARGIN = 4;
const NORTH = 83.7;
const SOUTH = -61; // the southern tips of land without Antarctica, and room for a mark at its rim

export const read = (name) => JSON.parse(readFileSync(`node_modules/world-atlas/${name}.json`, "utf8"));
export const rounded = ([x, y]) => [Math.round(x), Math.round(y)];

const turned = geoEqualEarth().rotate([-11, 0]).precision(0.3);
const probe = turned.scale(1).translate([0, 0]);
const half = probe([-169 + 359.999, 0])[0];
const scale = (WIDTH - 2 * MARGIN) / 2 / half;
export const projection = geoEqualEarth().rotate([-11, 0]).scale(scale).precision(0.3);
projection.translate([WIDTH / 2, 0]);
const top = projection([11, NORTH])[1];
projection.translate([WIDTH / 2, MARGIN - top]);
export const HEIGHT = Math.ceil(projection([11, SOUTH])[1] + MARGIN);

// The rings of a shape as they are drawn, each a list of points without the closing one.
export function rings(shape) {
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

export const corner = ([ax, ay], [bx, by], [cx, cy]) => Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
export const area = (ring) => {
  const sum = ring.reduce((so_far, [x, y], at) => {
    const [nx, ny] = ring[(at + 1) % ring.length];
    return so_far + x * ny - nx * y;
  }, 0);
  return sum / 2;
};

// One path in steps from point to point. A sign or a command parts two numbers as well as a space does.
export function path(all) {
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

export function inside([x, y], ring) {
  let is = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) is = !is;
  }
  return is;
}

// How far a point lies from the rim of a ring.
export function depth([x, y], ring) {
  return Math.min(
    ...ring.map(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length];
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
    }),
  );
}
