import { expect, it } from "vitest";

import { zoomedBy, ZoomWheel } from "./zoom";

it("goes from 80 to 200 percent and back over 100, and no further", () => {
	const larger = [80];
	for (let step = 0; step < 10; step += 1) larger.push(zoomedBy(1, larger.at(-1) ?? 0));
	expect(new Set(larger)).toEqual(new Set([80, 90, 100, 110, 125, 150, 175, 200]));
	expect(larger.at(-1)).toBe(200);
	expect(zoomedBy(-1, 80)).toBe(80);
	expect(zoomedBy(-1, 120), "from between two steps").toBe(110);
});

it("takes one step for a notch of the wheel, and for as many small turns as make one", () => {
	const wheel = new ZoomWheel();
	expect(wheel.turn(-120)).toBe(1);
	expect(wheel.turn(53)).toBe(-1);
	expect([wheel.turn(-20), wheel.turn(-20), wheel.turn(-20)]).toEqual([null, null, 1]);
	expect([wheel.turn(-40), wheel.turn(20)], "turning back begins anew").toEqual([null, null]);
});
