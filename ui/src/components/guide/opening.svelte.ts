/** Whether the guide is in front; it opens from the keys, from each screen and from the search. */
class GuideOpening {
	open = $state(false);
}

export const guideOpening = new GuideOpening();
