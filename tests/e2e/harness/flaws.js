// What is wrong with what the window shows now, as eyes would find it: a line each.
//
// Texts that are cut off, that lie on one another or outside the page; what makes the page scroll
// sideways; a title that is not in view; targets too small to be hit (WCAG 2.2, 2.5.8).
const found = new Set();
const { innerWidth: width, innerHeight: height } = window;
const style = (element) => getComputedStyle(element);
const isShown = (element) =>
	element.checkVisibility({
		opacityProperty: true,
		visibilityProperty: true,
	}) && element.closest(".visually-hidden, [inert], .skip:not(:focus)") === null;
const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const called = (element) =>
	`${element.localName} “${squeezed(element.getAttribute("aria-label") ?? element.textContent).slice(0, 60)}”`;
const upwards = function* (element) {
	for (let one = element; one !== null; one = one.parentElement) yield one;
};
const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
const clips = (overflow) => overflow === "hidden" || overflow === "clip";

/** The part of a box that is in sight, and whether the rest of it is lost or can be scrolled to. */
function inSight(box, element) {
	let { left, top, right, bottom } = box;
	const lost = [];
	const beyond = { x: true, y: true };
	for (const one of upwards(element)) {
		if (one === document.body) break;
		const { overflowX, overflowY, position } = style(one);
		const edge = one.getBoundingClientRect();
		if (clips(overflowX) || scrolls(overflowX)) {
			if (
				beyond.x &&
				clips(overflowX) &&
				(box.right > edge.right + 1 || box.left < edge.left - 1)
			) {
				lost.push({ by: one, across: true });
			}
			// What is cut here is told here, and goes no further.
			beyond.x = false;
			[left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
		}
		if (clips(overflowY) || scrolls(overflowY)) {
			if (
				beyond.y &&
				clips(overflowY) &&
				(box.bottom > edge.bottom + 2 || box.top < edge.top - 2)
			) {
				lost.push({ by: one, across: false });
			}
			beyond.y = false;
			[top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
		}
		if (position === "fixed") break;
	}
	const outside = [];
	if (beyond.x && (box.left < -1 || box.right > width + 1)) outside.push("x");
	if (beyond.y && (box.top < -1 || box.bottom > height + 1)) outside.push("y");
	[left, top] = [Math.max(left, 0), Math.max(top, 0)];
	[right, bottom] = [Math.min(right, width), Math.min(bottom, height)];
	return { left, top, right, bottom, lost, outside };
}

/** What an element lies in that lies over the rest: a dialog, a menu, a note, a head that stays. */
function layer(element) {
	for (const one of upwards(element)) {
		const { position, zIndex } = style(one);
		if (position === "fixed" || position === "sticky") return one;
		if (position === "absolute" && zIndex !== "auto") return one;
	}
	return document.documentElement;
}

// Only what is in front is looked at: a dialog alone, where one is open.
const dialog = [...document.querySelectorAll("[role=dialog], [role=alertdialog]")].findLast(
	isShown,
);
const front = dialog ?? document.body;

const texts = [];
const walker = document.createTreeWalker(front, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
	const { currentNode: node } = walker;
	const element = node.parentElement;
	if (node.data.trim() === "" || element.closest("script, style, title, option, datalist"))
		continue;
	if (!isShown(element)) continue;
	const range = document.createRange();
	range.selectNodeContents(node);
	const said = squeezed(node.data).slice(0, 60);
	for (const box of range.getClientRects()) {
		if (box.width < 1 || box.height < 1) continue;
		const seen = inSight(box, element);
		for (const { by, across } of seen.lost) {
			// For ears alone.
			const { width: wide, height: high } = by.getBoundingClientRect();
			if (wide <= 1 || high <= 1) continue;
			// Cut on purpose, with a sign of it.
			const { textOverflow, webkitLineClamp } = style(by);
			if (across ? textOverflow === "ellipsis" : webkitLineClamp !== "none") continue;
			found.add(`cut off by ${called(by)}: “${said}”`);
		}
		for (const way of seen.outside) found.add(`outside the page (${way}): “${said}”`);
		if (seen.right - seen.left > 1 && seen.bottom - seen.top > 1) {
			texts.push({ ...seen, node, element, said, layer: layer(element) });
		}
	}
}

texts.sort((one, other) => one.top - other.top);
for (let first = 0; first < texts.length; first += 1) {
	const one = texts[first];
	for (
		let second = first + 1;
		second < texts.length && texts[second].top < one.bottom;
		second += 1
	) {
		const other = texts[second];
		if (one.node === other.node || one.layer !== other.layer) continue;
		const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
		const down = Math.min(one.bottom, other.bottom) - other.top;
		const least = Math.min(one.bottom - one.top, other.bottom - other.top);
		// The boxes of two lines may touch: a font reserves more than its letters take.
		if (across > 2 && down > 0.4 * least)
			found.add(`on one another: “${one.said}”, “${other.said}”`);
	}
}

for (const page of [document.scrollingElement, ...document.querySelectorAll("main")]) {
	if (page.scrollWidth > page.clientWidth + 1 && style(page).overflowX !== "visible") {
		found.add(`${page.localName} scrolls sideways: ${page.scrollWidth} of ${page.clientWidth}`);
	}
}
const keeps = [document.documentElement, document.body].some((one) => clips(style(one).overflowX));
if (!keeps && document.scrollingElement.scrollWidth > width + 1) {
	found.add("the page scrolls sideways");
}

const title = (dialog ?? document.querySelector("main") ?? front).querySelector("h1, h2");
if (title === null) {
	// What a person asks for by a key has no title, such as the search.
	if (dialog === undefined) found.add("no title");
} else if (!title.classList.contains("visually-hidden")) {
	const { top, bottom } = title.getBoundingClientRect();
	// Who has scrolled on has left it behind.
	const isScrolled = [...upwards(title)].some((one) => one.scrollTop > 0);
	if (!isScrolled && (top < 0 || bottom > height)) found.add(`the title is not in view: ${called(title)}`);
}

const TARGETS =
	"button, a[href], input, select, textarea, summary, [role=button], [role=tab], [role=radio], [role=menuitem], [role=option]";
const LEAST = 24;
const targets = [];
for (const element of front.querySelectorAll(TARGETS)) {
	if (!isShown(element) || element.closest("svg") !== null) continue;
	let { left, top, right, bottom } = element.getBoundingClientRect();
	for (const label of element.labels ?? []) {
		if (!["checkbox", "radio"].includes(element.type)) continue;
		const box = label.getBoundingClientRect();
		[left, top] = [Math.min(left, box.left), Math.min(top, box.top)];
		[right, bottom] = [Math.max(right, box.right), Math.max(bottom, box.bottom)];
	}
	if (right - left < 1 || bottom - top < 1) continue;
	// What is scrolled away is hit by nobody; what is half scrolled away is looked at when it is not.
	const seen = inSight({ left, top, right, bottom }, element);
	const isWhole =
		seen.left <= left + 1 &&
		seen.top <= top + 1 &&
		seen.right >= right - 1 &&
		seen.bottom >= bottom - 1;
	if (!isWhole) continue;
	const isSmall = right - left < LEAST - 0.5 || bottom - top < LEAST - 0.5;
	targets.push({ element, left, top, right, bottom, isSmall });
}
const distance = ({ left, top, right, bottom }, [x, y]) =>
	Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
const middle = ({ left, top, right, bottom }) => [(left + right) / 2, (top + bottom) / 2];
for (const one of targets.filter(({ isSmall }) => isSmall)) {
	const at = middle(one);
	const crowded = targets.find((other) => {
		if (
			other === one ||
			other.element.contains(one.element) ||
			one.element.contains(other.element)
		) {
			return false;
		}
		const [x, y] = middle(other);
		const apart = other.isSmall
			? Math.hypot(x - at[0], y - at[1]) - LEAST / 2
			: distance(other, at);
		return apart < LEAST / 2 - 0.5;
	});
	if (crowded === undefined) continue;
	const size = `${Math.round(one.right - one.left)} x ${Math.round(one.bottom - one.top)}`;
	found.add(
		`too small to be hit (${size}): ${called(one.element)} beside ${called(crowded.element)}`,
	);
}
return [...found];
