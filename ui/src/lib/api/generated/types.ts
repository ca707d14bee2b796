// Generated from crates/psirt-window/src. Not to be edited: change the Rust and run
// `UPDATE_EXPECT=1 cargo test -p psirt-window typescript`.

/**
 * What a table does not say of its sheet, or says above its headings.
 */
export type AboutSheet = { 
/**
 * Names the sheet, whatever its edition.
 */
id: string, 
/**
 * Names the edition.
 */
edition: string, 
/**
 * The languages every text has.
 */
languages: Array<Language>, 
/**
 * What the sheet is called.
 */
title: Words, 
/**
 * What it covers.
 */
summary: Words, 
/**
 * Where its ids and titles come from.
 */
sourceName: string, 
/**
 * The version of that.
 */
sourceVersion: string, 
/**
 * When that was published; empty where it is not known.
 */
sourcePublished: string, 
/**
 * Where it can be read; empty where it can nowhere.
 */
sourceUrl: string, 
/**
 * Whose it is.
 */
rights: Words, 
/**
 * SPDX identifier of the licence of the texts.
 */
license: string, 
/**
 * What the levels are called.
 */
levels: Array<LevelName>, 
/**
 * What is true of every service at level 0, where the table begins at level 1; empty where
 * nobody says it.
 */
levelZero: Words, };

/**
 * What the program says of itself.
 */
export type AboutView = { version: string, 
/**
 * Where workspaces and backups are kept by default.
 */
dataFolder: string, license: string, contentLicense: string, };

/**
 * Asks how long an action would take.
 */
export type ActionDaysRequest = { assessment: string, service: string, toLevel: number, 
/**
 * The action it takes the place of, where it is one that is there.
 */
id: string | null, };

/**
 * How long an action would take.
 */
export type ActionDaysView = { 
/**
 * Person-days if nobody estimated it; `null` where the sheet does not size one of its steps.
 */
days: number | null, };

/**
 * What a person says of an action.
 */
export type ActionInput = { service: string, toLevel: number, title: string, deliverable: string, owner: string, due: Day | null, effortDays: number | null, state: ActionState, };

/**
 * How far an action is.
 */
export type ActionState = "planned" | "in_progress" | "done" | "dropped";

/**
 * A step somebody has taken on.
 */
export type ActionView = { id: string, service: ServiceReference, 
/**
 * The level it leads from: where the next lower action of the service leads to, else where
 * the service is now; `null` where the service has no level.
 */
fromLevel: number | null, toLevel: number, title: string, deliverable: string, owner: string, due: Day | null, 
/**
 * Person-days as somebody estimated them.
 */
effortDays: number | null, 
/**
 * Person-days to plan with: the estimate, else those of its own steps; `null` where nobody
 * estimated it and the sheet does not size one of them.
 */
plannedDays: number | null, 
/**
 * How it is best split in two.
 */
halves: HalvesView, state: ActionState, };

/**
 * Takes steps on; several are one change.
 */
export type AddActions = { assessment: string, actions: Array<ActionInput>, };

/**
 * Who may contribute to a cohort.
 */
export type Admission = "open" | "codes";

/**
 * A code that admits one member.
 */
export type AdmissionCodeView = { code: string, name: string, used: boolean, };

/**
 * An anchor case.
 */
export type AnchorCaseView = { 
/**
 * Names it.
 */
id: string, 
/**
 * The service it is a situation of.
 */
service: string, 
/**
 * What is the case there.
 */
situation: Text, 
/**
 * The level it is an example of; only once it is shown.
 */
key: number | null, 
/**
 * Why that level; only once it is shown.
 */
why: Text | null, 
/**
 * How many scored it with which level; only once it is shown, and where enough did.
 */
tally: TallyView | null, };

/**
 * The anchor cases: what is scored, and once it is shown, how the room reads the scale.
 */
export type AnchorsView = { 
/**
 * The cases, in the order they are scored.
 */
cases: Array<AnchorCaseView>, 
/**
 * How many have scored; nothing once it is shown.
 */
scored: number, 
/**
 * Whether it is shown.
 */
isShown: boolean, 
/**
 * By how many levels each person lies from the key; only where all are named.
 */
people: Array<OffsetView>, 
/**
 * By how many levels the room lies from the key.
 */
room: number | null, };

/**
 * A remark beside a round.
 */
export type AnnotateRound = { assessment: string, note: string, };

/**
 * What becomes of the names of a workshop.
 */
export type AnonymityPromise = "named" | "by_group" | "never";

/**
 * What somebody answered for a service; `null` in its place is "unanswered".
 */
export type Answer = { "kind": "level", 
/**
 * Its number.
 */
level: number, } | { "kind": "not_applicable", 
/**
 * Why.
 */
reason: string, } | { "kind": "dont_know" };

/**
 * The four things an answer can be.
 */
export type AnswerState = "level" | "not_applicable" | "dont_know" | "unanswered";

/**
 * Sets targets from a profile or a reading.
 */
export type ApplyTargets = { assessment: string, from: TargetSource, 
/**
 * Leave targets that are set already; else the others are taken away.
 */
keepExisting: boolean, };

/**
 * An area the overall score leaves out.
 */
export type AreaLeftOutView = { id: string, title: Text, reason: LeftOut, };

/**
 * An area.
 */
export type AreaMapping = { 
/**
 * Its id, once in the sheet.
 */
id: string, 
/**
 * What it is called.
 */
title: Words, 
/**
 * The row it comes from, where it comes from one.
 */
row: number | null, };

/**
 * Who answers for an area.
 */
export type AreaOwner = { area: string, owner: string, };

/**
 * How far an area is.
 */
export type AreaProgress = { id: string, coverage: Coverage, score: number | null, };

/**
 * An area in one figure.
 */
export type AreaScoreView = { id: string, title: Text, score: number | null, 
/**
 * Over services that have both a level and a target.
 */
target: number | null, 
/**
 * The score over the same services.
 */
scoreBesideTarget: number | null, 
/**
 * How many those are.
 */
targeted: number, targetsWithoutLevel: number, coverage: Coverage, 
/**
 * The previous round's own score.
 */
previous: number | null, 
/**
 * Since the previous round, over the services that have a level in both: the difference of the
 * two figures as they are shown.
 */
change: number | null, 
/**
 * How many services the change rests on.
 */
compared: number, };

/**
 * A group of services.
 */
export type AreaView = { id: string, title: Text, purpose: Text | null, services: Array<ServiceView>, };

/**
 * Whether an assessment can still be changed.
 */
export type AssessmentState = "draft" | "finished";

/**
 * One round in a list.
 */
export type AssessmentSummary = { id: string, organization: string, organizationName: string, scope: string, title: string, date: Day, state: AssessmentState, sheet: SheetReference, sheetTitle: Text, coverage: Coverage, 
/**
 * Overall score, unrounded, where enough services have a level for it to stand alone.
 */
overall: number | null, target: number | null, highestLevel: number, changedAt: Moment, };

/**
 * Everything of one assessment but the sheet's texts; what every change returns.
 */
export type AssessmentView = { id: string, organization: string, heading: HeadingView, sheet: SheetReference, state: AssessmentState, 
/**
 * The profile or reading the targets came from.
 */
targetsFrom: Text | null, coverage: Coverage, 
/**
 * In sheet order.
 */
areas: Array<AreaProgress>, 
/**
 * One for each service, in sheet order.
 */
entries: Array<EntryView>, 
/**
 * The round before this one, where there is one.
 */
previous: RoundReference | null, 
/**
 * Places of evidence that can be opened, and how.
 */
openable: Array<OpenablePlace>, 
/**
 * What undo would take back.
 */
undo: ChangeView | null, 
/**
 * What redo would do again.
 */
redo: ChangeView | null, 
/**
 * When the last change reached the disk.
 */
savedAt: Moment | null, };

/**
 * What backs a level.
 */
export type BackingView = "backed" | "too_old" | "undated" | "dated_later" | "none" | "not_needed";

/**
 * Why a backup was made.
 */
export type BackupReason = "automatic" | "by_hand" | "before_migration" | "before_restore";

/**
 * A copy of the workspace set aside.
 */
export type BackupView = { id: string, madeAt: Moment, bytes: number, 
/**
 * Opened and checked after it was made.
 */
checked: boolean, 
/**
 * Why it was made.
 */
reason: BackupReason, 
/**
 * `null` where it takes a passphrase to tell.
 */
assessments: number | null, 
/**
 * `null` where it takes a passphrase to tell.
 */
answers: number | null, };

/**
 * What may be seen of one ballot.
 */
export type BallotView = { 
/**
 * The room.
 */
tally: TallyView, 
/**
 * Groups that are large enough.
 */
groups: Array<GroupTallyView>, 
/**
 * Who answered what, where all are named.
 */
opinions: Array<OpinionView>, 
/**
 * What was noted, where nobody is named.
 */
notes: Array<string>, };

/**
 * What a coordinator decides about a cohort, or a further edition of one.
 */
export type BeginCohort = { cohort: string, title: string, edition: string, sheet: string, 
/**
 * The profile that holds the group's targets.
 */
profile: string | null, opens: Day, closes: Day, admission: Admission, rules: RulesView, 
/**
 * Whether the key of a recovery sheet is asked for with a dialog.
 */
recover: boolean, };

/**
 * A service in which a member lies below the median.
 */
export type BehindView = { service: ServiceReference, own: number, median: number, 
/**
 * What to do to reach the next level, where the sheet says it.
 */
step: StepView | null, };

/**
 * What a benchmark is of.
 */
export type BenchmarkFacts = { cohort: string, title: string, edition: string, 
/**
 * Counts the benchmarks of the edition.
 */
release: number, published: Day, members: number, rules: RulesView, };

/**
 * A benchmark, published or as it would be.
 */
export type BenchmarkView = { 
/**
 * Whose it is.
 */
of: BenchmarkFacts, 
/**
 * The figures of the whole cohort: overall, areas, services.
 */
figures: Array<FiguresView>, 
/**
 * The figures of groups.
 */
breakdowns: Array<BreakdownView>, 
/**
 * How those in both editions moved.
 */
movement: MovementView | null, 
/**
 * What the rules and the audit left out, for the coordinator alone.
 */
dropped: Array<DroppedView>, 
/**
 * The highest level of the scale.
 */
highestLevel: number, };

/**
 * What was taken off the list, and can be brought back or erased for good.
 */
export type BinView = { 
/**
 * With all their rounds.
 */
organizations: Array<OrganizationView>, 
/**
 * Of organizations that are not in the bin themselves.
 */
assessments: Array<AssessmentSummary>, };

/**
 * Why a book is not taken: where, and never what stands there.
 */
export type BookFaultView = { cell: string | null, message: Text, };

/**
 * One book to make.
 */
export type BookOrder = { 
/**
 * Who fills it in; `null` for the whole team.
 */
respondent: string | null, 
/**
 * The areas it asks for; empty for all.
 */
areas: Array<string>, };

/**
 * One book that came back.
 */
export type BookReview = { 
/**
 * The name of the file.
 */
name: string, respondent: string | null, 
/**
 * Why it says nothing at all.
 */
refused: RefusedBook | null, 
/**
 * Services whose rows were taken out of it.
 */
missing: Array<string>, 
/**
 * Services it says anything of.
 */
services: number, };

/**
 * What became of a book.
 */
export type BookTaken = { 
/**
 * The name of its file.
 */
name: string, 
/**
 * Whose it is, where it is taken.
 */
respondent: number | null, 
/**
 * How many services it answers.
 */
answers: number, 
/**
 * Cells with something that a workshop does not ask for.
 */
leftOut: number, 
/**
 * Everything that stands in the way where it is not taken.
 */
faults: Array<BookFaultView>, };

/**
 * Books that came back, beside what is known.
 */
export type BooksReview = { id: string, assessment: string, 
/**
 * In the order they were chosen.
 */
books: Array<BookReview>, 
/**
 * Services that any book says something new of, in sheet order.
 */
services: Array<ServiceReview>, 
/**
 * Services the books speak of without saying anything new.
 */
unchanged: number, 
/**
 * Whether what stands beside the answers is added to the notes.
 */
remarks: boolean, 
/**
 * Cells that are not understood, by kinds.
 */
faults: Array<ToldCells>, 
/**
 * What else stands in the books, by kinds.
 */
remarked: Array<ToldCells>, 
/**
 * Whether any of it can be added to a note.
 */
offersRemarks: boolean, };

/**
 * What became of books that came back to a workshop, in their order.
 */
export type BooksTaken = { books: Array<BookTaken>, workshop: WorkshopView, };

/**
 * The look of what leaves the house.
 */
export type BrandingView = { 
/**
 * `data:` address of the logo.
 */
logo: string | null, 
/**
 * `#0b3a63`; `null` is the program's own.
 */
color: string | null, footer: string, author: string, };

/**
 * What happens to the line between two rounds.
 */
export type BreakView = { "kind": "none" } | { "kind": "sheet_changed", carried: number, begun: Array<ServiceReference>, ended: Array<ServiceReference>, };

/**
 * One way of grouping the members.
 */
export type BreakdownView = { by: Dimension, groups: Array<GroupView>, };

/**
 * So many person-days for the steps of the gaps.
 */
export type BudgetRequest = { assessment: string, reading: string | null, days: number, };

/**
 * The steps that close the most gap within a budget.
 *
 * Every level of gap counts the same; among plans that close the same, the one with the fewest
 * person-days is taken.
 */
export type BudgetView = { days: number, 
/**
 * Person-days the steps that fit take together.
 */
usedDays: number, 
/**
 * Person-days of every step of every gap.
 */
allDays: number, 
/**
 * Levels of gap the steps that fit close.
 */
closed: number, 
/**
 * Levels of gap there are.
 */
open: number, 
/**
 * Levels of gap no plan can weigh: the sheet does not say how big their steps are.
 */
unweighed: number, 
/**
 * Every step of known size of every gap in the order of the gaps, those of one service from below.
 */
steps: Array<PlannedStepView>, 
/**
 * The steps that fit done.
 */
projection: ProjectionView, };

/**
 * What a cohort card says.
 */
export type CardFacts = { cohort: string, title: string, edition: string, sheet: SheetReference, sheetTitle: Text, opens: Day, closes: Day, admission: Admission, rules: RulesView, 
/**
 * For how many services the group has a target.
 */
targets: number, 
/**
 * To be compared by phone.
 */
fingerprint: string, };

/**
 * Another owner, other dates or another state for several actions, as one change.
 */
export type ChangeActions = { assessment: string, ids: Array<string>, 
/**
 * `null` leaves every owner; an empty text takes them away.
 */
owner: string | null, due: DueChange, 
/**
 * `null` leaves every state.
 */
state: ActionState | null, };

/**
 * What a step changed of one service.
 */
export type ChangePart = { service: string, serviceTitle: Text, what: ChangedField, before: Text, after: Text, 
/**
 * Who said it; `null` where nobody is named.
 */
saidBy: Array<string>, };

/**
 * A passphrase in place of another.
 */
export type ChangePassphrase = { current: string, passphrase: string, };

/**
 * One change, as the history tells it.
 */
export type ChangeView = { id: string, at: Moment, who: string, assessment: string, 
/**
 * The round's title, to tell it from others.
 */
assessmentTitle: string, what: ChangedField, 
/**
 * The service concerned, where it is one.
 */
service: string | null, serviceTitle: Text | null, 
/**
 * What it was, as a person reads it; empty where there was nothing.
 */
before: Text, 
/**
 * What it became.
 */
after: Text, undone: boolean, 
/**
 * Whether `revert_change` can put back what it replaced.
 */
revertible: boolean, 
/**
 * Of a step about many services told one by one: each service with who said it.
 */
parts: Array<ChangePart>, };

/**
 * What a change was about.
 */
export type ChangedField = "answer" | "indicators" | "note" | "evidence" | "owner" | "target" | "targets" | "action" | "heading" | "books" | "state";

/**
 * What looking at a file found.
 */
export type CheckView = { 
/**
 * Takes in what was looked at, or reads the book; `null` where there is nothing to take in.
 */
file: FileHandle | null, name: string, 
/**
 * What it is, where that can be told.
 */
kind: FileKind | null, title: Text | null, 
/**
 * All of them; empty is a good file.
 */
faults: Array<FaultView>, 
/**
 * Same id and edition is there already.
 */
replaces: boolean, 
/**
 * The assessment a fill-in book was made from, where this workspace has it.
 */
assessment: string | null, };

/**
 * Which file supports an answer.
 */
export type ChooseEvidence = { 
/**
 * Keep a copy in the workspace, in place of saying where the file is.
 */
copy: boolean, };

/**
 * Where to put a new workspace.
 */
export type ChooseWorkspacePlace = { 
/**
 * The place the dialog begins with; `null` is the default one.
 */
beginWith: FileHandle | null, };

/**
 * An offer by its place in the review.
 */
export type ChosenOffer = { service: string, offer: number, };

/**
 * How the room spends the minutes left.
 */
export type ClockRequest = { 
/**
 * The assessment.
 */
assessment: string, 
/**
 * How many minutes there are.
 */
minutesLeft: number, 
/**
 * The talks that are over, the last one last.
 */
talks: Array<TalkTaken>, };

/**
 * What fits into the minutes left.
 */
export type ClockView = { 
/**
 * The services still to be talked about with their minutes, in the order of talk.
 */
planned: Array<PlannedTalk>, 
/**
 * Minutes needed for a planned one.
 */
pace: number, 
/**
 * How many of them fit, from the first.
 */
fit: number, 
/**
 * How many do not, and are proposed as they stand.
 */
rest: number, };

/**
 * A cohort card that was opened.
 */
export type CohortCardView = { 
/**
 * The name of the file.
 */
name: string, 
/**
 * What it says.
 */
card: CardFacts, 
/**
 * Whether today is one of its days.
 */
isOpen: boolean, 
/**
 * The number of the last contribution to the cohort; `null` before the first.
 */
number: number | null, 
/**
 * What stands against answering it, whatever round is chosen.
 */
obstacle: Told | null, 
/**
 * The organizations with finished rounds that could be contributed.
 */
organizations: Array<ContributingOrganization>, 
/**
 * Why there is none, where there is none.
 */
nothing: Told | null, };

/**
 * How a member stands.
 */
export type CohortMemberView = { fingerprint: string, name: string | null, number: number, state: MemberState, };

/**
 * An edition with all that its coordinator may know.
 */
export type CohortStandingView = { card: CardFacts, closedAt: Moment | null, 
/**
 * The names of all editions, in the order they were made.
 */
editions: Array<string>, 
/**
 * How many contributions were taken, those that count no more included.
 */
taken: number, counting: number, members: Array<CohortMemberView>, 
/**
 * How many members count that have one level in nine of ten services, or in more.
 */
even: number, codes: Array<AdmissionCodeView>, releases: Array<ReleaseView>, };

/**
 * The cohorts a workspace has to do with.
 */
export type CohortsView = { 
/**
 * Whether a cohort could be made: a passphrase protects the workspace.
 */
isProtected: boolean, 
/**
 * The loosest rules a card can have.
 */
floor: RulesView, 
/**
 * Those that somebody contributed to from here.
 */
memberships: Array<MembershipView>, 
/**
 * Those that are coordinated here, in the order they were made.
 */
coordinated: Array<CoordinatedView>, };

/**
 * What a column is.
 */
export type ColumnMapping = { 
/**
 * The letters of the column, such as `C`.
 */
column: string, 
/**
 * What stands in its heading.
 */
heading: string, 
/**
 * What it is.
 */
role: ColumnRole, 
/**
 * The language of its texts; the first of the sheet where it is not said.
 */
language: Language | null, };

/**
 * What a column can be.
 */
export type ColumnRole = { "kind": "ignored" } | { "kind": "area" } | { "kind": "id" } | { "kind": "title" } | { "kind": "id_and_title" } | { "kind": "purpose" } | { "kind": "why" } | { "kind": "small_team" } | { "kind": "level", 
/**
 * The level.
 */
level: number, };

/**
 * Two rounds to compare.
 */
export type CompareRequest = { older: string, newer: string, };

/**
 * What changed from one round to a later one.
 */
export type ComparisonView = { older: RoundReference, newer: RoundReference, 
/**
 * Whether both rounds use one sheet.
 */
oneSheet: boolean, overall: FigureChangeView, areas: Array<FigureChangeView>, 
/**
 * Services that fell, the deepest fall first.
 */
falls: Array<ServiceChangeView>, 
/**
 * Services that rose, the highest rise first.
 */
rises: Array<ServiceChangeView>, 
/**
 * Both levels known and equal.
 */
unchanged: Array<ServiceChangeView>, 
/**
 * A level in neither round, or levels of two scales.
 */
notComparable: Array<ServiceChangeView>, 
/**
 * With a level then and none now.
 */
noLongerAnswered: Array<ServiceChangeView>, 
/**
 * With a level now and none then.
 */
newlyAnswered: Array<ServiceChangeView>, begun: Array<ServiceReference>, ended: Array<ServiceReference>, 
/**
 * The older round's plan against the newer round's levels, in the order of the roadmap.
 */
plan: Array<PlanOutcomeView>, 
/**
 * The plan under a budget that was kept with the older round, against the same.
 */
kept: KeptOutcomeView | null, 
/**
 * Services that rose though nobody had planned it.
 */
unplanned: Array<ServiceReference>, 
/**
 * The whole and the areas, planned and found; empty where nothing compares.
 */
planned: Array<PlannedFigureView>, };

/**
 * How sure the levels of an assessment are, and what of the score could be defended.
 */
export type ConfidenceView = { assessment: string, highestLevel: number, 
/**
 * The day the evidence is judged at.
 */
date: Day, assessors: Array<string>, 
/**
 * The whole.
 */
overall: DefensibleView, areas: Array<DefensibleView>, 
/**
 * The sheet's kinds of evidence.
 */
kinds: Array<EvidenceKindView>, 
/**
 * Every service in sheet order.
 */
services: Array<ServiceConfidenceView>, };

/**
 * How a service of this sheet belongs to one of an earlier round's.
 */
export type Continuity = "same" | "close" | "split";

/**
 * An organization whose rounds could be contributed.
 */
export type ContributingOrganization = { id: string, name: string, scopes: Array<ContributingScope>, };

/**
 * A scope with its finished rounds.
 */
export type ContributingScope = { id: string, 
/**
 * Empty where it has no name.
 */
name: string, 
/**
 * Newest first.
 */
rounds: Array<RoundReference>, };

/**
 * A field of a contribution.
 */
export type ContributionField = { name: Text, value: Text, };

/**
 * Everything that would leave.
 */
export type ContributionView = { 
/**
 * Names what is shown: this is written, and nothing else.
 */
id: string, 
/**
 * Every field but the answers.
 */
fields: Array<ContributionField>, 
/**
 * The answers in sheet order.
 */
answers: Array<GivenAnswer>, 
/**
 * How many services the sheet has.
 */
services: number, 
/**
 * What is not in it.
 */
stays: Text, 
/**
 * What is worth a second look.
 */
doubts: Array<Text>, 
/**
 * Whether it takes everything back.
 */
withdrawn: boolean, };

/**
 * A cohort that is coordinated here.
 */
export type CoordinatedView = { cohort: string, title: string, 
/**
 * In the order they were made.
 */
editions: Array<EditionView>, };

/**
 * A draft that corrects a finished round.
 */
export type CorrectRound = { assessment: string, title: string, date: Day, };

/**
 * How many services a figure rests on.
 */
export type Coverage = { 
/**
 * Services with a level.
 */
answered: number, 
/**
 * Services not marked *not applicable*.
 */
applicable: number, 
/**
 * Services nobody asked could tell of.
 */
dontKnow: number, 
/**
 * Services marked *not applicable*.
 */
notApplicable: number, 
/**
 * Services nobody was asked about yet.
 */
unanswered: number, };

/**
 * A new round of an organization.
 */
export type CreateAssessment = { organization: string, sheet: SheetReference, scope: string, title: string, date: Day, 
/**
 * A profile to take targets from.
 */
profile: string | null, };

/**
 * A new workspace.
 */
export type CreateWorkspace = { 
/**
 * A place a dialog gave; `null` is the default place.
 */
place: FileHandle | null, 
/**
 * `null` leaves the file readable by anybody who has it.
 */
passphrase: string | null, };

/**
 * A new organization, and the list it stands in.
 */
export type CreatedOrganization = { organization: string, home: HomeView, };

/**
 * The passphrase that is taken away.
 */
export type CurrentPassphrase = { current: string, };

/**
 * A day of the calendar, `2026-11-06`.
 */
export type Day = string;

/**
 * A sum of person-days.
 */
export type DaysView = { 
/**
 * Person-days as far as they are known.
 */
known: number, 
/**
 * How many of the actions have no known person-days.
 */
without: number, };

/**
 * The defensible score beside the score.
 */
export type DefensibleView = { 
/**
 * The area; empty for the whole.
 */
id: string, title: Text, 
/**
 * The score; of the whole only where enough services have a level.
 */
score: number | null, 
/**
 * The same score where a level above 0 that is not backed counts as 0.
 */
defensible: number | null, 
/**
 * How many levels above 0 evidence backs.
 */
backed: number, 
/**
 * How many levels above 0 there are.
 */
levels: number, };

/**
 * What members are grouped by.
 */
export type Dimension = "sector" | "size" | "model";

/**
 * An answer that somebody stands by.
 */
export type DissentView = { 
/**
 * Who, where all are named.
 */
respondent: number | null, 
/**
 * The level they stand by.
 */
level: number | null, 
/**
 * Why.
 */
reason: string, };

/**
 * An action that was done between two rounds.
 */
export type DoneAction = { title: string, owner: string, due: Day | null, };

/**
 * A task that is done.
 */
export type DoneTask = { task: string, 
/**
 * When it was ticked.
 */
on: Day, 
/**
 * Who ticked it.
 */
who: string, };

/**
 * What was left out, and of which subjects.
 */
export type DroppedView = { what: Text, subjects: Array<Text>, };

/**
 * An action of the plan that goes on, with its day.
 */
export type DueAction = { assessment: string, organizationName: string, service: ServiceReference, title: string, owner: string, due: Day, };

/**
 * What becomes of due dates.
 */
export type DueChange = { "kind": "keep" } | { "kind": "never" } | { "kind": "day", day: Day, } | { "kind": "quarters", first: QuarterName, count: number, } | { "kind": "pace", first: QuarterName, days: number, };

/**
 * A requirement that rests on a service.
 */
export type DutyView = { id: string, 
/**
 * How people cite it.
 */
cited: Text, title: Text, };

/**
 * An edition of a cohort in a list.
 */
export type EditionView = { edition: string, opens: Day, closes: Day, closed: boolean, };

/**
 * How big a step is.
 */
export type Effort = "small" | "medium" | "large";

/**
 * What stands on the paper form of a respondent.
 */
export type EnterForm = { assessment: string, respondent: number, answers: Array<FormAnswer>, };

/**
 * What is known of a service.
 */
export type EntryView = { service: string, answer: Answer | null, 
/**
 * Ids of the indicators ticked.
 */
indicators: Array<string>, target: number | null, 
/**
 * Target minus level, 0 where the target is reached; `null` without one of them.
 */
gap: number | null, note: string, evidence: Array<EvidenceView>, owner: string, 
/**
 * The level that done actions of the round before propose; shown, never set.
 */
proposal: number | null, 
/**
 * What the round before said of this service.
 */
previous: PreviousEntry | null, 
/**
 * What each fill-in book said of it, in the order they were taken in.
 */
voices: Array<VoiceView>, };

/**
 * A kind of evidence.
 */
export type EvidenceKindView = { id: string, name: Text, 
/**
 * For how many months after its date it counts.
 */
months: number, };

/**
 * What supports an answer.
 */
export type EvidenceView = { title: string, 
/**
 * Where it is kept.
 */
place: string, date: Day | null, 
/**
 * One of the sheet's kinds; without one it is taken as the kind that holds shortest.
 */
kind: string | null, };

/**
 * Asks why a figure is what it is.
 */
export type Explain = { assessment: string, subject: Subject, };

/**
 * One of the figures a mean is made of.
 */
export type ExplanationPart = { id: string, title: Text, value: number | null, state: AnswerState, };

/**
 * Why a figure is what it is.
 */
export type ExplanationView = { subject: Subject, title: Text, 
/**
 * The figure itself; a service's is its level.
 */
value: number | null, state: AnswerState, 
/**
 * How it is computed, in one sentence.
 */
rule: Text, 
/**
 * What it is the mean of; for a service, nothing.
 */
parts: Array<ExplanationPart>, 
/**
 * For a service: how many indicators are ticked at each level.
 */
indicators: Array<TickedView>, note: string, evidence: Array<EvidenceView>, 
/**
 * What would raise it, the largest rise first.
 */
raises: Array<RaiseView>, };

/**
 * An installed sheet to write as an Excel book.
 */
export type ExportSheetBook = { id: string, edition: string, 
/**
 * Without its texts: a form for a sheet of one's own with the same levels.
 */
empty: boolean, };

/**
 * How every command fails.
 */
export type Failure = { code: FailureCode, 
/**
 * What happened, for a detail that can be copied; in English.
 */
message: string, 
/**
 * The way out, where the program knows more than the code says.
 */
hint: string | null, faults: Array<FaultView>, };

/**
 * What the window acts on; it translates the code and shows the message only as a detail.
 */
export type FailureCode = "invalid_file" | "not_a_workspace" | "newer_format" | "file_not_found" | "file_gone" | "file_unreadable" | "file_unwritable" | "disk_full" | "damaged" | "wrong_passphrase" | "weak_passphrase" | "not_ours" | "unfinished_opening" | "several_names" | "locked" | "in_use" | "read_only" | "no_workspace" | "finished" | "not_found" | "invalid_input" | "refused" | "changed_meanwhile" | "still_used" | "no_program" | "cancelled" | "internal";

/**
 * One fault of a file.
 */
export type FaultView = { 
/**
 * A JSON pointer or a workbook cell; empty for the file as a whole.
 */
place: string, message: Text, 
/**
 * What is allowed, or how to mend it.
 */
hint: Text | null, };

/**
 * A figure in two rounds, over the services that have a level in both.
 */
export type FigureChangeView = { id: string, title: Text, before: number | null, after: number | null, 
/**
 * The difference of the two figures as they are shown.
 */
change: number | null, 
/**
 * How many services are compared.
 */
compared: number, 
/**
 * The older round's own score; of an area within one sheet only.
 */
scoreBefore: number | null, 
/**
 * The newer round's own score.
 */
scoreAfter: number | null, };

/**
 * The published figures of one subject.
 */
export type FiguresView = { subject: Subject, title: Text, 
/**
 * The area of a service.
 */
area: string | null, n: number | null, lower: number | null, median: number | null, upper: number | null, mean: number | null, deviation: number | null, shares: Array<ShareView>, 
/**
 * The level the group wants, of services.
 */
target: number | null, 
/**
 * Why not everything is shown.
 */
withheld: WithheldReason | null, };

/**
 * Stands for a file that a person gave, or that this window wrote. The path stays in the program,
 * and only the program makes handles.
 */
export type FileHandle = string;

/**
 * What a file is.
 */
export type FileKind = "sheet" | "reading" | "profile" | "crosswalk" | "assessment" | "fill_in_book" | "sheet_book" | "cohort_card" | "benchmark" | "contribution";

/**
 * What is known already of those who could be sent a book.
 */
export type FillInOptionsView = { 
/**
 * Who was sent a book before.
 */
respondents: Array<string>, 
/**
 * Who answers for most services of an area; of areas where anybody does.
 */
owners: Array<AreaOwner>, };

/**
 * Whether the window fills the screen.
 */
export type FillScreen = { on: boolean, };

/**
 * Freezes an assessment at a date.
 */
export type FinishAssessment = { assessment: string, date: Day, };

/**
 * One line of a form.
 */
export type FormAnswer = { service: string, answer: Answer, };

/**
 * The formats that each shape of a report can have.
 */
export type FormatsOfShapes = { whole: Array<ReportFormat>, core: Array<ReportFormat>, since: Array<ReportFormat>, };

/**
 * A sheet that was found in a book.
 */
export type FoundSheet = { id: string, edition: string, title: Text, areas: number, services: number, highest: number, 
/**
 * Same id and edition is installed already.
 */
replaces: boolean, };

/**
 * A finer part of a service in the source.
 */
export type FunctionView = { id: string, title: Text, };

/**
 * One service below its target.
 */
export type GapView = { service: ServiceReference, level: number, target: number, size: number, next: NextStepView, 
/**
 * Requirements of the chosen reading that rest on the service directly.
 */
duties: Array<DutyView>, 
/**
 * The action that has taken the step on, where one has.
 */
takenOn: string | null, };

/**
 * Gaps, with the duties of a reading first where one is chosen.
 */
export type GapsRequest = { assessment: string, reading: string | null, };

/**
 * What lies between levels and targets.
 */
export type GapsView = { assessment: string, highestLevel: number, 
/**
 * The reading whose duties come first, where one was chosen.
 */
reading: string | null, 
/**
 * The first to close first.
 */
ranked: Array<GapView>, 
/**
 * At target or above.
 */
reached: Array<ServiceReference>, 
/**
 * With a target, without a level.
 */
unknown: Array<ServiceReference>, 
/**
 * Applicable, without a target.
 */
withoutTarget: Array<ServiceReference>, };

/**
 * What a contribution says of a service.
 */
export type GivenAnswer = { service: ServiceReference, given: Text, };

/**
 * A file that was opened from outside or dropped on the window.
 */
export type GivenFile = { file: FileHandle, name: string, 
/**
 * Whether it is to be opened as a workspace; anything else is looked at first.
 */
isWorkspace: boolean, };

/**
 * A passphrase to open or protect a workspace with.
 */
export type GivenPassphrase = { passphrase: string, };

/**
 * The figures of a group for one subject.
 */
export type GroupFiguresView = { subject: Subject, lower: number | null, median: number, upper: number | null, };

/**
 * How many of a group chose what.
 */
export type GroupTallyView = { group: string, tally: TallyView, };

/**
 * Members of one or several categories.
 */
export type GroupView = { title: Text, 
/**
 * The least number of members it can have.
 */
least: number, 
/**
 * The most.
 */
most: number, figures: Array<GroupFiguresView>, };

/**
 * How an action is best split in two.
 */
export type HalvesView = { 
/**
 * The level the first part leads to; the second leads to the action's own.
 */
toLevel: number, 
/**
 * Person-days of each, as somebody estimated the whole.
 */
effortDays: number | null, };

/**
 * What an assessment is about and who made it.
 */
export type HeadingView = { organizationName: string, sector: Sector | null, size: SizeBand | null, model: OrganizationalModel | null, scope: string, title: string, date: Day, assessors: Array<string>, classification: string | null, };

/**
 * Changes of one assessment, of one service of it, or of everything.
 */
export type HistoryRequest = { assessment: string | null, service: string | null, 
/**
 * `next` of the page before.
 */
before: string | null, };

/**
 * A page of the history.
 */
export type HistoryView = { 
/**
 * Newest first.
 */
changes: Array<ChangeView>, 
/**
 * Pass as `before` to read on.
 */
next: string | null, };

/**
 * Everything there is, and what to do next.
 */
export type HomeView = { organizations: Array<OrganizationView>, 
/**
 * Sheets a new assessment can use, the preferred one first.
 */
sheets: Array<SheetSummary>, 
/**
 * The one thing to do next, where there is one.
 */
next: NextAction | null, 
/**
 * Actions that should be done by now, the longest overdue first.
 */
overdue: Array<DueAction>, 
/**
 * The action that is to be done next.
 */
due: DueAction | null, 
/**
 * Whether the sample data has been opened in this workspace.
 */
hasSample: boolean, };

/**
 * What a person has chosen from a review.
 */
export type ImportBooks = { assessment: string, review: string, 
/**
 * Services not named stay as they are.
 */
choices: Array<ChosenOffer>, };

/**
 * What was taken over.
 */
export type ImportedBooks = { assessment: AssessmentView, 
/**
 * The services that are different now.
 */
services: Array<string>, };

/**
 * A statement that helps to choose a level.
 */
export type IndicatorView = { id: string, text: Text, 
/**
 * Functions of the source it is about.
 */
refs: Array<string>, };

/**
 * A reading, profile or crosswalk in a list.
 */
export type InstalledFile = { kind: InstalledKind, id: string, title: Text, 
/**
 * The sheet it speaks of; of a crosswalk, the older.
 */
sheet: string, shipped: boolean, source: SourceView | null, 
/**
 * A reading's caveat, a profile's summary.
 */
about: Text | null, 
/**
 * How many requirements, targets or links it has.
 */
items: number, };

/**
 * The kinds of file that can be installed.
 */
export type InstalledKind = "sheet" | "reading" | "profile" | "crosswalk";

/**
 * Everything at hand.
 */
export type InstalledView = { sheets: Array<SheetSummary>, others: Array<InstalledFile>, };

/**
 * What the books are together about a service.
 */
export type IntakeKind = "new" | "differs" | "contradiction";

/**
 * How the clock of the room stands, to be noted.
 */
export type KeepMeeting = { assessment: string, meeting: Meeting, };

/**
 * Keeps the plan for so many person-days; `null` takes the kept one away.
 */
export type KeepPlan = { assessment: string, reading: string | null, days: number | null, };

/**
 * A kept plan against its outcome.
 */
export type KeptOutcomeView = { budgetDays: number, 
/**
 * Steps that were chosen.
 */
chosen: number, 
/**
 * Those of them whose level is there.
 */
reached: number, 
/**
 * Those chosen, then those left out.
 */
steps: Array<StepOutcomeView>, };

/**
 * A plan under a budget that is kept with its round.
 */
export type KeptPlanView = { budgetDays: number, 
/**
 * Person-days of the steps chosen.
 */
days: number, steps: number, leftOut: number, };

/**
 * A day on which something begins.
 */
export type KeyDateView = { date: Day, what: Text, };

/**
 * A document to begin with.
 */
export type KitDocumentView = { 
/**
 * Names the document.
 */
id: string, 
/**
 * What it is called.
 */
title: Text, 
/**
 * What it is for.
 */
purpose: Text, 
/**
 * The steps it is a beginning for.
 */
serves: Array<ServedStepView>, 
/**
 * Whether it can be had as Markdown and as plain text; else it has one form, which programs
 * read.
 */
isProse: boolean, };

/**
 * Something to do in a week.
 */
export type KitTaskView = { 
/**
 * Names the task.
 */
id: string, 
/**
 * The week it is for, 1 the first.
 */
week: number, 
/**
 * What to do.
 */
task: Text, 
/**
 * The service it moves.
 */
service: ServiceReference, 
/**
 * The document to begin with.
 */
document: string, };

/**
 * The starter kit that came with the program.
 */
export type KitView = { 
/**
 * The sheet whose steps the documents serve.
 */
sheet: string, 
/**
 * The documents, in the order in which they are shown.
 */
documents: Array<KitDocumentView>, 
/**
 * What the profile is called that the weeks lead to.
 */
profile: Text, 
/**
 * What to do, in order of the weeks.
 */
tasks: Array<KitTaskView>, };

/**
 * Which end of the ladder is at the top of the screen.
 */
export type LadderOrder = "highest_first" | "lowest_first";

/**
 * A language of screens, files and reports.
 */
export type Language = "en" | "ja";

/**
 * A member of an edition.
 */
export type LeaveOut = { of: OfEdition, member: string, leftOut: boolean, };

/**
 * Why an area has no score.
 */
export type LeftOut = "not_applicable" | "no_level";

/**
 * What a level is called.
 */
export type LevelName = { 
/**
 * The level.
 */
level: number, 
/**
 * Its name.
 */
name: Words, 
/**
 * What is true of any service at it; empty where nobody says it.
 */
meaning: Words, };

/**
 * What a service looks like at one level.
 */
export type LevelView = { level: number, statement: Text, indicators: Array<IndicatorView>, 
/**
 * How to get here from the level below.
 */
step: StepView | null, };

/**
 * One figure over all rounds; `null` where there is none, and the line breaks.
 */
export type LineView = { id: string, title: Text, area: string, points: Array<PointView | null>, };

/**
 * What somebody has taken on and not finished.
 */
export type LoadView = { 
/**
 * Who; empty where nobody is named.
 */
owner: string, 
/**
 * How much.
 */
days: DaysView, };

/**
 * How long a protected workspace stays open while nobody touches a key or the pointer.
 */
export type LockAfter = "five_minutes" | "fifteen_minutes" | "half_an_hour" | "hour" | "never";

/**
 * A book that was written.
 */
export type MadeBook = { file: FileHandle, 
/**
 * Where it lies, to be read by a person.
 */
path: string, name: string, respondent: string | null, };

/**
 * The books that were written.
 */
export type MadeBooks = { folder: string, files: Array<MadeBook>, };

/**
 * Paper forms that were written.
 */
export type MadeForms = { 
/**
 * Where they are.
 */
folder: string, 
/**
 * One for each respondent.
 */
files: Array<NamedFile>, };

/**
 * The books to make.
 */
export type MakeBooks = { assessment: string, language: Language, 
/**
 * Leave out what is known already.
 */
blank: boolean, 
/**
 * One book is written to a file that is asked for, several to a folder.
 */
books: Array<BookOrder>, };

/**
 * Paper forms to be written.
 */
export type MakeForms = { assessment: string, language: Language, };

/**
 * A corrected mapping.
 */
export type MapSheetTable = { mapping: Mapping, 
/**
 * Propose rows and areas again: worksheet, headings or columns were changed.
 */
reread: boolean, };

/**
 * What the columns and rows of a table are, and what the table does not say of its sheet.
 */
export type Mapping = { 
/**
 * The worksheet.
 */
page: string, 
/**
 * Other worksheets whose tables go on below that of the first, such as one for each area.
 */
joined: Array<string>, 
/**
 * The levels stand in rows and are read as if they stood in columns.
 */
levelsInRows: boolean, 
/**
 * The table goes on after an empty row.
 */
pastEmptyRows: boolean, 
/**
 * The row with the headings, as Excel counts: from 1; 0 where it is to be found.
 */
headingRow: number, 
/**
 * What each column is; those that are not named are left out.
 */
columns: Array<ColumnMapping>, 
/**
 * The areas, in the order of the sheet.
 */
areas: Array<AreaMapping>, 
/**
 * What each row is; those that are not named are left out.
 */
rows: Array<RowMapping>, 
/**
 * What the table does not say.
 */
about: AboutSheet, };

/**
 * How the clock of the room stands: moments and spans of this machine, in milliseconds.
 */
export type Meeting = { 
/**
 * How much was left when it was started or stopped last.
 */
left: number, 
/**
 * When it was started; nothing while it stands still.
 */
begun: number | null, 
/**
 * The talks that are over, the last one last.
 */
talks: Array<TalkTaken>, 
/**
 * How long services were talked about.
 */
spent: Array<TimeSpent>, 
/**
 * What is talked about, and since when.
 */
talking: Talking | null, 
/**
 * When this was noted.
 */
noted: number, };

/**
 * Whether a member counts.
 */
export type MemberState = "counts" | "conflict" | "withdrawn" | "left_out";

/**
 * A cohort that somebody contributed to from this workspace.
 */
export type MembershipView = { cohort: string, title: string, 
/**
 * The editions whose cards were answered.
 */
editions: Array<string>, 
/**
 * The number of the last contribution.
 */
number: number, 
/**
 * The fingerprint of the coordinator's key.
 */
fingerprint: string, };

/**
 * A moment, `2026-11-06T05:02:07Z`.
 */
export type Moment = string;

/**
 * How members moved since an earlier edition.
 */
export type MovementView = { since: string, services: Array<ServiceMovementView>, };

/**
 * What the coordinator calls a member.
 */
export type NameMember = { 
/**
 * The edition.
 */
of: OfEdition, 
/**
 * The fingerprint of its key.
 */
member: string, 
/**
 * Empty takes the name away.
 */
name: string, };

/**
 * A file with the place where a person finds it.
 */
export type NamedFile = { file: FileHandle, 
/**
 * To be read by a person; no command takes it.
 */
path: string, };

/**
 * The one thing to do next.
 */
export type NextAction = { "kind": "continue_answering", assessment: string, service: string, } | { "kind": "review_results", assessment: string, } | { "kind": "make_report", assessment: string, } | { "kind": "next_round", assessment: string, };

/**
 * A round after another.
 */
export type NextRound = { assessment: string, title: string, date: Day, 
/**
 * `null` is the sheet of the round before.
 */
sheet: SheetReference | null, 
/**
 * Whether ticked indicators stay ticked.
 */
keepIndicators: boolean, };

/**
 * The way from the present level to the next.
 */
export type NextStepView = { 
/**
 * The level it leads to.
 */
level: number, 
/**
 * What that level looks like.
 */
statement: Text, 
/**
 * What to do; `null` where the sheet does not say it.
 */
step: StepView | null, };

/**
 * A service that does not apply.
 */
export type NotApplicableView = { service: ServiceReference, reason: string, };

/**
 * An action of an assessment.
 */
export type OfAction = { assessment: string, id: string, };

/**
 * An assessment by its id.
 */
export type OfAssessment = { assessment: string, };

/**
 * A backup by its name.
 */
export type OfBackup = { id: string, };

/**
 * A change by its id.
 */
export type OfChange = { change: string, };

/**
 * A contribution that was looked at.
 */
export type OfContribution = { id: string, };

/**
 * An edition of a cohort.
 */
export type OfEdition = { cohort: string, edition: string, };

/**
 * A file by its handle.
 */
export type OfFile = { file: FileHandle, };

/**
 * Files by their handles.
 */
export type OfFiles = { files: Array<FileHandle>, };

/**
 * An installed file by its name.
 */
export type OfInstalled = { kind: InstalledKind, id: string, 
/**
 * Of a sheet.
 */
edition: string | null, };

/**
 * A job by the number the window gave it.
 */
export type OfJob = { job: number, };

/**
 * An organization by its id.
 */
export type OfOrganization = { organization: string, };

/**
 * A published benchmark of an edition.
 */
export type OfRelease = { 
/**
 * The edition.
 */
of: OfEdition, 
/**
 * Which one; `null` is what could be published now.
 */
release: number | null, };

/**
 * A respondent of the workshop of an assessment.
 */
export type OfRespondent = { assessment: string, respondent: number, };

/**
 * One opinion about a service.
 */
export type OfferView = { 
/**
 * Places of the books that hold it.
 */
books: Array<number>, respondents: Array<string>, 
/**
 * What taking it over would make of the service.
 */
entry: ReviewedEntry, };

/**
 * By how many levels a respondent lies from the key; positive is generous.
 */
export type OffsetView = { respondent: number, offset: number, };

/**
 * A benchmark given from outside, for an assessment.
 */
export type OpenBenchmark = { assessment: string, file: FileHandle, };

/**
 * A piece of evidence to open.
 */
export type OpenEvidence = { 
/**
 * Which piece of the service's, counted from 0.
 */
number: number, assessment: string, service: string, };

/**
 * The sample data in a language.
 */
export type OpenSample = { language: Language, };

/**
 * What a workshop is to be.
 */
export type OpenWorkshop = { assessment: string, promise: AnonymityPromise, minutes: number, services: Array<string>, respondents: Array<RespondentView>, };

/**
 * Opens a workspace file.
 */
export type OpenWorkspace = { 
/**
 * Which; without one the workspace that the program begins with.
 */
file: FileHandle | null, 
/**
 * Open it although somebody else writes to it.
 */
readOnly: boolean, };

/**
 * A place of evidence that can be opened.
 */
export type OpenablePlace = { place: string, how: Opening, };

/**
 * How a place of evidence is opened.
 */
export type Opening = "copy" | "link" | "folder";

/**
 * What one respondent answered.
 */
export type OpinionView = { respondent: number, answer: Answer, note: string, };

/**
 * Puts actions into this order; those not named stay behind them.
 */
export type OrderActions = { assessment: string, ids: Array<string>, };

/**
 * What a person says of an organization.
 */
export type OrganizationInput = { name: string, sector: Sector | null, size: SizeBand | null, model: OrganizationalModel | null, };

/**
 * An organization with its rounds.
 */
export type OrganizationView = { id: string, name: string, sector: Sector | null, size: SizeBand | null, model: OrganizationalModel | null, isSample: boolean, 
/**
 * One for each scope with more than one round, the one that was assessed last first.
 */
trends: Array<ScopeTrend>, 
/**
 * Newest first.
 */
assessments: Array<AssessmentSummary>, weeks: WeeksView, };

/**
 * How a PSIRT is organized.
 */
export type OrganizationalModel = "one_person" | "distributed" | "centralized" | "hybrid";

/**
 * The whole in one figure, with what it hides.
 */
export type OverallScoreView = { score: number | null, 
/**
 * How many areas have a score.
 */
areas: number, coverage: Coverage, 
/**
 * The score, where enough services have a level for it to stand alone.
 */
headline: number | null, 
/**
 * Areas without a score.
 */
leftOut: Array<AreaLeftOutView>, 
/**
 * Ids of every area with the highest score as it is shown.
 */
strongest: Array<string>, 
/**
 * Ids of every area with the lowest score as it is shown.
 */
weakest: Array<string>, 
/**
 * Over services that have both a level and a target.
 */
target: number | null, 
/**
 * The score over the same services.
 */
scoreBesideTarget: number | null, 
/**
 * How many those are.
 */
targeted: number, targetsWithoutLevel: number, 
/**
 * Points gained since the previous round over the services that have a level in both, negative
 * where lost: the difference of the two figures as they are shown.
 */
change: number | null, 
/**
 * How many services the change rests on.
 */
compared: number, lowestLevel: number | null, 
/**
 * Every service at the lowest level.
 */
lowest: Array<ServiceReference>, };

/**
 * A benchmark that is open, beside an assessment.
 */
export type OwnPlaceView = { 
/**
 * The name of the file.
 */
name: string, 
/**
 * Whose it is.
 */
of: BenchmarkFacts, 
/**
 * The fingerprint of the key that signed it.
 */
fingerprint: string, 
/**
 * Whether that is the key of a card that was answered or opened here. Nothing is shown
 * before.
 */
checked: boolean, 
/**
 * What stands against reading it beside this assessment.
 */
obstacle: Told | null, 
/**
 * The highest level of the scale.
 */
highestLevel: number, 
/**
 * In the order of the benchmark: the whole, the areas, the services.
 */
places: Array<PlaceView>, 
/**
 * Where the member lies below the median, the farthest first.
 */
behind: Array<BehindView>, };

/**
 * A page as it will be printed.
 */
export type PageView = { page: number, 
/**
 * `data:` address of an SVG picture.
 */
picture: string, 
/**
 * In points.
 */
width: number, 
/**
 * In points.
 */
height: number, 
/**
 * Heading the page begins with or continues, for a reader that does not see it.
 */
heading: string, };

/**
 * What cannot be settled now.
 */
export type ParkService = { assessment: string, service: string, owner: string, due: Day, question: string, };

/**
 * A service that is put off.
 */
export type ParkedView = { owner: string, due: Day, question: string, };

/**
 * Where in a workspace a person is: ids alone, as this is kept outside of the workspace.
 */
export type Place = { 
/**
 * The screen, as the window calls it.
 */
screen: string, 
/**
 * The round in hand.
 */
assessment: string | null, 
/**
 * The service in view.
 */
service: string | null, };

/**
 * Where a member stands in one subject.
 */
export type PlaceView = { 
/**
 * The published figures.
 */
figures: FiguresView, 
/**
 * The member's own score or level.
 */
own: number | null, 
/**
 * Where it lies beside the middle half.
 */
position: Position | null, 
/**
 * Where the rules allow one.
 */
deviationScore: number | null, };

/**
 * What the plan is written as.
 */
export type PlanFormat = "ics" | "csv";

/**
 * Whether the level an action leads to is there.
 */
export type PlanOutcome = "reached" | "not_reached" | "cannot_tell" | "gone";

/**
 * What became of an action.
 */
export type PlanOutcomeView = { 
/**
 * In its last state, wherever it was carried to.
 */
action: ActionView, before: AnswerState, beforeLevel: number | null, after: AnswerState, afterLevel: number | null, outcome: PlanOutcome, };

/**
 * When the round after the last is planned; `null` takes the day away.
 */
export type PlanRound = { assessment: string, date: Day | null, };

/**
 * A figure as it was, as it was planned, and as it came.
 */
export type PlannedFigureView = { 
/**
 * The area; empty for the whole.
 */
id: string, title: Text, before: number | null, 
/**
 * With the kept plan done; `null` where none was kept.
 */
planned: number | null, 
/**
 * With the actions done that were due by the later round.
 */
projected: number | null, actual: number | null, };

/**
 * A round that is planned.
 */
export type PlannedRoundView = { date: Day, 
/**
 * Scores of the last round with everything done that is due until then.
 */
projection: ProjectionView, };

/**
 * A step and whether it fits.
 */
export type PlannedStepView = { service: ServiceReference, step: NextStepView, fits: boolean, 
/**
 * The action that has taken the step on, where one has.
 */
takenOn: string | null, };

/**
 * The minutes of a service.
 */
export type PlannedTalk = { service: string, minutes: number, };

/**
 * What a round says of a figure.
 */
export type PointView = { value: number | null, state: AnswerState, target: number | null, continuity: Continuity, };

/**
 * Where an own figure lies beside the middle half.
 */
export type Position = "below" | "within" | "above";

/**
 * A contribution to be looked at.
 */
export type PrepareContribution = { 
/**
 * One of each scope; none takes everything back.
 */
rounds: Array<string>, 
/**
 * Whether the sector is kept back.
 */
withoutSector: boolean, 
/**
 * Whether the size is kept back.
 */
withoutSize: boolean, 
/**
 * Whether the organizational model is kept back.
 */
withoutModel: boolean, 
/**
 * The code that admits the member; empty where there is none.
 */
code: string, 
/**
 * The adviser who prepared it; empty where there was none.
 */
preparedBy: string, };

/**
 * What the window shows of a workshop, and how the projector is to look.
 */
export type Present = { assessment: string, 
/**
 * The service that is talked about.
 */
service: string | null, 
/**
 * Whether the anchor cases are in front.
 */
anchors: boolean, language: Language, dark: boolean, clock: RunningClock | null, };

/**
 * A level on the projector.
 */
export type PresentedLevel = { level: number, name: Text, statement: Text, };

/**
 * A service on the projector.
 */
export type PresentedService = { 
/**
 * The service.
 */
id: string, 
/**
 * What it is called.
 */
title: Text, 
/**
 * Its levels, the lowest first.
 */
levels: Array<PresentedLevel>, 
/**
 * The word for the spread; only once answers are shown.
 */
verdict: SpreadVerdict | null, 
/**
 * How many chose what; only once answers are shown.
 */
tally: TallyView | null, 
/**
 * What the room settled.
 */
settled: Answer | null, };

/**
 * What the projector shows; nothing where no workshop is in front.
 */
export type PresentedView = { 
/**
 * The language of the window.
 */
language: Language, 
/**
 * Whether the window is dark.
 */
dark: boolean, 
/**
 * How far the workshop has come.
 */
stage: WorkshopStage, 
/**
 * How many have answered all that is asked.
 */
finished: number, 
/**
 * How many there are.
 */
respondents: number, 
/**
 * How many services are still to be talked about.
 */
toTalkAbout: number, 
/**
 * The service in front.
 */
service: PresentedService | null, 
/**
 * The anchor cases, where they are in front: the room's figures, and nobody's own.
 */
anchors: AnchorsView | null, 
/**
 * The clock, where it runs.
 */
clock: RunningClock | null, };

/**
 * One page of the last preview, from 1.
 */
export type PreviewPage = { preview: string, page: number, };

/**
 * Lays a report out in one language.
 */
export type PreviewReport = { choice: ReportChoice, language: Language, };

/**
 * A report laid out and kept for looking at, until the next preview.
 */
export type PreviewView = { id: string, pages: number, 
/**
 * What could not be shown, such as characters the fonts lack.
 */
warnings: Array<Text>, };

/**
 * What the round before said of a service.
 */
export type PreviousEntry = { service: string, continuity: Continuity, answer: Answer | null, target: number | null, note: string, evidence: Array<EvidenceView>, };

/**
 * The services of a profile.
 */
export type ProfileServices = { id: string, title: Text, services: Array<string>, };

/**
 * A profile in a list.
 */
export type ProfileSummary = { id: string, title: Text, summary: Text, 
/**
 * How many services it names a target for.
 */
targets: number, 
/**
 * Mean of its targets.
 */
meanTarget: number | null, };

/**
 * How far work is that takes longer than a moment.
 */
export type Progress = { step: ProgressStep, done: number, 
/**
 * 0 while nobody knows.
 */
total: number, };

/**
 * What is being done.
 */
export type ProgressStep = "reading" | "checking" | "composing" | "drawing" | "writing" | "encrypting" | "copying";

/**
 * One figure today and projected.
 */
export type ProjectedFigure = { id: string, title: Text, today: number | null, projected: number | null, target: number | null, };

/**
 * Scores with actions done; shown beside, never instead of, the scores.
 */
export type ProjectionView = { overall: number | null, overallToday: number | null, areas: Array<ProjectedFigure>, services: Array<ProjectedFigure>, };

/**
 * A benchmark that was written.
 */
export type PublishedView = { file: NamedFile, benchmark: BenchmarkView, standing: CohortStandingView, };

/**
 * A quarter of a year.
 */
export type QuarterName = { year: number, 
/**
 * 1 to 4.
 */
quarter: number, };

/**
 * A quarter of the plan.
 */
export type QuarterView = { year: number, 
/**
 * 1 to 4.
 */
quarter: number, firstDay: Day, lastDay: Day, 
/**
 * Ids of the actions due in it.
 */
actions: Array<string>, 
/**
 * Their person-days.
 */
days: DaysView, 
/**
 * Overall score with everything due until its end done.
 */
overall: number | null, };

/**
 * A round as a line of the radar; `null` breaks the line.
 */
export type RadarRound = { round: RoundReference, 
/**
 * One for each area of this round's sheet.
 */
areas: Array<number | null>, 
/**
 * One for each service of this round's sheet.
 */
services: Array<number | null>, };

/**
 * A step that would raise a figure.
 */
export type RaiseView = { service: ServiceReference, next: NextStepView, 
/**
 * The figure afterwards.
 */
value: number, };

/**
 * What raters do in a case in which two of them would choose differently.
 */
export type RaterRuleView = { case: Text, rule: Text, };

/**
 * Books that were given from outside, for an assessment.
 */
export type ReadGivenBooks = { assessment: string, files: Array<FileHandle>, };

/**
 * What a person may ask for where a table is not as most are.
 */
export type ReadOtherwise = { 
/**
 * The levels stand in rows and can be read as columns.
 */
levelsInRows: boolean, 
/**
 * The levels begin at 1 and a level 0 can be added.
 */
levelZero: boolean, 
/**
 * What is proposed to be true of every service at level 0.
 */
proposed: Text, 
/**
 * Rows below an empty one are left out.
 */
pastEmptyRows: boolean, 
/**
 * Other worksheets whose tables can be joined.
 */
joinable: Array<string>, };

/**
 * What an assessment says of a requirement.
 */
export type Readable = "evidenced" | "partly" | "not_evidenced" | "cannot_tell";

/**
 * How many requirements have each state.
 */
export type ReadinessCounts = { evidenced: number, partly: number, notEvidenced: number, cannotTell: number, };

/**
 * Asks how far an assessment evidences a reading.
 */
export type ReadinessRequest = { assessment: string, reading: string, };

/**
 * How far an assessment evidences each requirement of a reading.
 */
export type ReadinessView = { id: string, title: Text, short: Text, source: SourceView, 
/**
 * When the reading was last compared with its source.
 */
checked: Day | null, 
/**
 * Whether the source is settled or being revised.
 */
revision: Text | null, 
/**
 * What a reading is not.
 */
caveat: Text, dates: Array<KeyDateView>, counts: ReadinessCounts, requirements: Array<RequirementView>, };

/**
 * A reading in a list.
 */
export type ReadingSummary = { id: string, title: Text, 
/**
 * A few letters for a tab.
 */
short: Text, requirements: number, };

/**
 * The recovery sheet of a cohort's key.
 */
export type RecoverySheetView = { 
/**
 * The sheet as it is printed.
 */
text: string, };

/**
 * Why a book says nothing.
 */
export type RefusedBook = { message: Text, hint: Text | null, };

/**
 * A file that was not taken.
 */
export type RefusedFile = { name: string, reason: Text, };

/**
 * A workspace that was asked for and could not be had.
 */
export type RefusedWorkspace = { 
/**
 * Where it was looked for.
 */
file: WorkspaceFile, 
/**
 * Why it cannot be had.
 */
failure: Failure, 
/**
 * Who has it, where that is why.
 */
holder: WorkspaceHolder | null, 
/**
 * The version of the program that wrote it, where this one is too old for it.
 */
needs: string | null, 
/**
 * The newest backup that can be opened, offered when the file itself cannot.
 */
newestBackup: BackupView | null, };

/**
 * A benchmark that was published.
 */
export type ReleaseView = { release: number, published: Day, members: number, };

/**
 * What a report is to hold.
 */
export type ReportChoice = { shape: ReportShape, paper: ReportPaper, assessment: string, languages: Array<Language>, earlier: Array<string>, readings: Array<string>, classification: string | null, 
/**
 * Whether notes and evidence of every service are printed.
 */
withAnswers: boolean, 
/**
 * Whether it tells how the room came to its answers; `None` where nobody has chosen yet.
 */
withWorkshop: boolean | null, withLogo: boolean, };

/**
 * A kind of file a report is saved as.
 */
export type ReportFormat = "pdf" | "xlsx" | "svg" | "png" | "csv" | "json";

/**
 * What can be chosen for a report.
 */
export type ReportOptionsView = { assessment: string, formats: FormatsOfShapes, 
/**
 * Earlier rounds that can be set beside this one, newest first.
 */
earlier: Array<AssessmentSummary>, readings: Array<ReadingSummary>, classification: string | null, 
/**
 * Where reports were saved last.
 */
folder: string | null, hasLogo: boolean, 
/**
 * Whether a workshop about the assessment is over.
 */
hasWorkshop: boolean, 
/**
 * What was chosen last time for this organization, else a sensible beginning.
 */
last: ReportChoice, };

/**
 * What a report is printed on.
 */
export type ReportPaper = "a4" | "letter";

/**
 * What a report tells.
 */
export type ReportShape = "whole" | "core" | "since";

/**
 * A service that bears on a requirement.
 */
export type RequirementService = { service: ServiceReference, strength: Strength, state: AnswerState, level: number | null, 
/**
 * Whether the requirement was judged by it.
 */
judged: boolean, };

/**
 * One requirement.
 */
export type RequirementView = { id: string, 
/**
 * How people cite it.
 */
cited: Text, title: Text, state: Readable, appliesFrom: Day | null, expectedLevel: number, 
/**
 * Whether it was judged by services that evidence it directly, or only by supporting ones.
 */
basis: Strength, services: Array<RequirementService>, 
/**
 * What no service covers.
 */
beyond: Text | null, };

/**
 * Somebody who answers.
 */
export type RespondentView = { 
/**
 * From 1.
 */
number: number, 
/**
 * Empty where only the number is known.
 */
name: string, 
/**
 * Empty where they belong to none.
 */
group: string, };

/**
 * Every figure of an assessment.
 */
export type ResultsView = { assessment: string, highestLevel: number, 
/**
 * The round the changes are measured against, where one compares.
 */
previous: RoundReference | null, overall: OverallScoreView, areas: Array<AreaScoreView>, 
/**
 * Every service in sheet order.
 */
services: Array<ServiceScoreView>, 
/**
 * Services marked not applicable, with their reasons.
 */
notApplicable: Array<NotApplicableView>, 
/**
 * Rounds for the radar besides this one, newest first, at most four.
 */
earlier: Array<RadarRound>, };

/**
 * Books that were read before, to be looked at again.
 */
export type ReviewBooks = { assessment: string, 
/**
 * Whether what stands beside the answers is added to the notes; `null` leaves it as it was.
 */
remarks: boolean | null, };

/**
 * What is known of a service, as far as a book can say it.
 */
export type ReviewedEntry = { answer: Answer | null, target: number | null, note: string, evidence: Array<EvidenceView>, owner: string, };

/**
 * What became of the backups when the passphrase was set, changed or removed.
 */
export type RewrittenView = { 
/**
 * The workspace as it is now.
 */
workspace: WorkspaceView, 
/**
 * Backups that were damaged and were removed, by their file names.
 */
removed: Array<string>, 
/**
 * Backups this program cannot read, which are as they were.
 */
kept: Array<string>, };

/**
 * The actions in order, and where they would lead.
 */
export type RoadmapView = { assessment: string, 
/**
 * By due date, those without one last.
 */
actions: Array<ActionView>, 
/**
 * Quarters from the first due date to the last, without a hole.
 */
quarters: Array<QuarterView>, 
/**
 * What each owner has taken on and not finished, the largest load first.
 */
loads: Array<LoadView>, 
/**
 * Person-days of every action that is not dropped.
 */
all: DaysView, 
/**
 * Person-days of those that are planned or in progress.
 */
open: DaysView, 
/**
 * Every accepted action done.
 */
projection: ProjectionView, 
/**
 * Owners already named, for choosing.
 */
owners: Array<string>, 
/**
 * The quarters from today's on, for choosing where work begins.
 */
ahead: Array<QuarterName>, 
/**
 * The plan under a budget that is kept with the round.
 */
kept: KeptPlanView | null, };

/**
 * Another round by its name.
 */
export type RoundReference = { assessment: string, title: string, date: Day, };

/**
 * One round on the line of time.
 */
export type RoundView = { assessment: string, title: string, date: Day, state: AssessmentState, sheet: SheetReference, sheetTitle: Text, overall: number | null, 
/**
 * The overall score, where enough services have a level for it to stand alone.
 */
headline: number | null, target: number | null, coverage: Coverage, 
/**
 * Actions of this round that somebody stands behind.
 */
actions: number, 
/**
 * Those of them that are done.
 */
actionsDone: number, 
/**
 * A remark written beside the round.
 */
note: string, 
/**
 * The finished round this one corrects.
 */
corrects: RoundReference | null, };

/**
 * What a row is.
 */
export type RowMapping = { 
/**
 * The worksheet; empty for that of the mapping.
 */
page: string, 
/**
 * The row, as Excel counts: from 1.
 */
row: number, 
/**
 * What it is.
 */
role: RowRole, 
/**
 * The id of the service or area.
 */
id: string, 
/**
 * The id of the service's area.
 */
area: string, 
/**
 * What stands in it, shortened; for people.
 */
shown: string, };

/**
 * What a row can be.
 */
export type RowRole = "ignored" | "service" | "continued" | "area";

/**
 * The parameters of disclosure.
 */
export type RulesView = { members: number, statistics: number, deviation: number, changes: number, table: number, shareEnd: number, };

/**
 * The clock of the room: moments of this machine, in milliseconds, that the page counts down to.
 */
export type RunningClock = { 
/**
 * When the time of the room is over.
 */
endsAt: number, 
/**
 * When the talk about this service would have begun, had it not been left.
 */
talkSince: number | null, 
/**
 * Minutes planned for it.
 */
planned: number | null, };

/**
 * A change of an action.
 */
export type SaveAction = { assessment: string, id: string, service: string, toLevel: number, title: string, deliverable: string, owner: string, due: Day | null, effortDays: number | null, state: ActionState, };

/**
 * A new answer.
 */
export type SaveAnswer = { 
/**
 * `null` takes the answer away.
 */
answer: Answer | null, assessment: string, service: string, };

/**
 * The branding but its logo, which is chosen in a dialog.
 */
export type SaveBranding = { color: string | null, footer: string, author: string, };

/**
 * The card of an edition, to be written.
 */
export type SaveCohortCard = { 
/**
 * The edition.
 */
of: OfEdition, 
/**
 * Another last day.
 */
closes: Day | null, 
/**
 * Whom a code is made for, each.
 */
names: Array<string>, };

/**
 * The evidence there is now.
 */
export type SaveEvidence = { evidence: Array<EvidenceView>, assessment: string, service: string, };

/**
 * A new heading.
 */
export type SaveHeading = { assessment: string, title: string, scope: string, date: Day, };

/**
 * The indicators that are ticked now.
 */
export type SaveIndicators = { indicators: Array<string>, assessment: string, service: string, };

/**
 * Which document to save, and how.
 */
export type SaveKitDocument = { 
/**
 * The document.
 */
id: string, 
/**
 * The assessment whose organization is named in it; without one its place stays marked.
 */
assessment: string | null, 
/**
 * Whether headings and lists are written as plain text, not as Markdown.
 */
plain: boolean, };

/**
 * The note as it reads now.
 */
export type SaveNote = { note: string, assessment: string, service: string, };

/**
 * A change of what is said of an organization.
 */
export type SaveOrganization = { id: string, name: string, sector: Sector | null, size: SizeBand | null, model: OrganizationalModel | null, };

/**
 * Who answers for a service.
 */
export type SaveOwner = { owner: string, assessment: string, service: string, };

/**
 * Writes the plan to a file.
 */
export type SavePlan = { assessment: string, format: PlanFormat, };

/**
 * Writes files of a report.
 */
export type SaveReports = { choice: ReportChoice, formats: Array<ReportFormat>, };

/**
 * Who answers, in place of what was said before.
 */
export type SaveRespondents = { assessment: string, respondents: Array<RespondentView>, };

/**
 * The level wanted of a service.
 */
export type SaveTarget = { target: number | null, assessment: string, service: string, };

/**
 * A file that was written.
 */
export type SavedFile = { file: FileHandle, 
/**
 * Where it lies, to be read by a person.
 */
path: string, name: string, format: ReportFormat, language: Language, bytes: number, };

/**
 * A file that was written, and how the edition stands now.
 */
export type SavedOfCohort = { file: NamedFile, standing: CohortStandingView, };

/**
 * What was written, and where.
 */
export type SavedReports = { folder: string, files: Array<SavedFile>, warnings: Array<Text>, };

/**
 * What a level is called and means for any service.
 */
export type ScaleLevelView = { level: number, name: Text, meaning: Text | null, };

/**
 * The overall score of one scope over its rounds.
 */
export type ScopeTrend = { 
/**
 * What the scope is called; empty is the organization as a whole.
 */
scope: string, 
/**
 * Oldest first; what was corrected since is left out.
 */
points: Array<TrendPoint>, 
/**
 * Points gained since the round before, negative where lost, where both compare.
 */
change: number | null, };

/**
 * What a respondent scored of the anchor cases.
 */
export type ScoreAnchors = { 
/**
 * The assessment.
 */
assessment: string, 
/**
 * Whose scores they are.
 */
respondent: number, 
/**
 * The level of each case in order, `-` for none.
 */
row: string, };

/**
 * What became of sitting down.
 */
export type SeatView = { "kind": "taken", 
/**
 * The services they have answered already, and nothing of what.
 */
answered: Array<string>, } | { "kind": "wrong_pin" } | { "kind": "shut" } | { "kind": "on_paper" };

/**
 * One secret answer of whoever sits at the machine.
 */
export type SecretAnswer = { 
/**
 * The service.
 */
service: string, 
/**
 * The answer.
 */
answer: Answer, 
/**
 * A remark; in the second ballot the reason for moving.
 */
note: string, };

/**
 * What an organization makes or does.
 */
export type Sector = "software" | "it_services" | "electronics" | "industrial" | "automotive" | "medical" | "telecom" | "energy" | "finance" | "public" | "other";

/**
 * The step that leads to a level of a service.
 */
export type ServedStepView = { service: string, level: number, };

/**
 * A service in two rounds.
 */
export type ServiceChangeView = { service: ServiceReference, olderService: string, continuity: Continuity, before: AnswerState, beforeLevel: number | null, after: AnswerState, afterLevel: number | null, change: number | null, targetBefore: number | null, noteBefore: string, noteAfter: string, 
/**
 * Actions done in between.
 */
actionsDone: Array<DoneAction>, };

/**
 * What backs the level of a service.
 */
export type ServiceConfidenceView = { service: ServiceReference, state: AnswerState, level: number | null, 
/**
 * `null` without a level.
 */
backing: BackingView | null, 
/**
 * How many pieces of evidence there are.
 */
evidence: number, 
/**
 * The newest date of them that is not later than the assessment.
 */
newest: Day | null, 
/**
 * The last day on which one of them counts, where one counts now.
 */
backedUntil: Day | null, 
/**
 * Whether nobody looked at the indicators.
 */
indicatorsNotUsed: boolean, 
/**
 * Indicators up to the level that are not ticked though others are.
 */
unticked: Array<UntickedView>, };

/**
 * How members moved in one service; parts of the shares are lower, the same, higher.
 */
export type ServiceMovementView = { service: ServiceReference, n: number, shares: Array<ShareView>, };

/**
 * A service by its name.
 */
export type ServiceReference = { id: string, title: Text, area: string, };

/**
 * What the books say of a service.
 */
export type ServiceReview = { service: string, kind: IntakeKind, 
/**
 * It was changed here to something else since the book went out.
 */
changedSince: boolean, 
/**
 * What is known now.
 */
present: ReviewedEntry, 
/**
 * One where the books agree, one for each opinion where they do not.
 */
offers: Array<OfferView>, };

/**
 * What is known of a service.
 */
export type ServiceScoreView = { id: string, title: Text, area: string, state: AnswerState, level: number | null, target: number | null, gap: number | null, previousState: AnswerState | null, previousLevel: number | null, change: number | null, };

/**
 * A service with all its texts; what its sheet does not say is `null` or empty.
 */
export type ServiceView = { id: string, area: string, title: Text, purpose: Text | null, why: Text | null, 
/**
 * From 0 upwards, one for each level of the scale.
 */
levels: Array<LevelView>, 
/**
 * What to show.
 */
evidence: Array<Text>, 
/**
 * What to ask the room.
 */
interview: Array<Text>, 
/**
 * What is enough for one person.
 */
smallTeam: Text | null, functions: Array<FunctionView>, };

/**
 * What this person likes; kept on the computer, not in the workspace.
 */
export type Settings = { 
/**
 * `null` until chosen: the window then follows the system and asks at the first start.
 */
language: Language | null, theme: Theme, 
/**
 * How large everything is, in percent; 80 to 200.
 */
zoom: number, ladderOrder: LadderOrder, 
/**
 * Folded to icons even where there is room.
 */
sideBarFolded: boolean, lockAfter: LockAfter, };

/**
 * What the room settles.
 */
export type SettleService = { assessment: string, service: string, answer: Answer, reason: string, dissent: Array<DissentView>, };

/**
 * What the room settled, and how it came about.
 */
export type SettledView = { 
/**
 * The answer.
 */
answer: Answer, 
/**
 * Why it is another than the one proposed.
 */
reason: string, 
/**
 * Who stands by something else.
 */
dissent: Array<DissentView>, 
/**
 * Whether it is the assessment's answer still.
 */
isCurrent: boolean, };

/**
 * How a percentage is meant.
 */
export type ShareBound = "at_most" | "exactly" | "at_least";

/**
 * The share of members within neighboring parts of a whole.
 */
export type ShareView = { first: number, last: number, percent: number, bound: ShareBound, };

/**
 * What a book holds, as far as is known now.
 */
export type SheetBookView = { 
/**
 * The name of the file.
 */
name: string, 
/**
 * Why it says nothing of a sheet.
 */
refused: RefusedBook | null, 
/**
 * What the columns and rows of a plain table are; `null` where the book has the layout of
 * this program and nothing has to be said.
 */
table: SheetTableView | null, 
/**
 * The sheet that comes out; `null` while anything keeps it from being one.
 */
sheet: FoundSheet | null, 
/**
 * Everything that keeps the book from being a sheet, each kind of fault once.
 */
faults: Array<FaultView>, 
/**
 * What was understood and should be looked at.
 */
doubts: Array<SheetDoubt>, };

/**
 * Something to look at.
 */
export type SheetDoubt = { 
/**
 * The cell, or what it is about.
 */
place: string, 
/**
 * What stands there.
 */
found: string, message: Text, 
/**
 * Where the same is doubtful once more, where it is not told one by one.
 */
more: Text | null, };

/**
 * Which sheet, and which edition of it.
 */
export type SheetReference = { id: string, edition: string, };

/**
 * A sheet in a list.
 */
export type SheetSummary = { id: string, edition: string, title: Text, summary: Text, source: SourceView, license: string, languages: Array<Language>, areas: number, services: number, highestLevel: number, shipped: boolean, 
/**
 * Assessments of this workspace made with it; one in use cannot be removed.
 */
assessments: number, };

/**
 * A plain table with what it is taken for.
 */
export type SheetTableView = { 
/**
 * The worksheets to choose from.
 */
pages: Array<string>, mapping: Mapping, 
/**
 * The highest level a column can be taken for.
 */
levels: number, 
/**
 * What stands in the first row of a service, for each column of the mapping.
 */
examples: Array<string>, 
/**
 * How the table can be read otherwise.
 */
otherwise: ReadOtherwise, };

/**
 * A whole sheet with its texts; asked for once and kept by the window.
 */
export type SheetView = { id: string, edition: string, title: Text, summary: Text, source: SourceView, license: string, 
/**
 * The languages its texts really have.
 */
languages: Array<Language>, 
/**
 * From 0 upwards.
 */
scale: Array<ScaleLevelView>, 
/**
 * What raters do where two of them would choose differently; may be empty.
 */
rules: Array<RaterRuleView>, 
/**
 * The kinds of evidence, at least one.
 */
evidenceKinds: Array<EvidenceKindView>, areas: Array<AreaView>, };

/**
 * Whether the weeks of an organization are in sight.
 */
export type ShowWeeks = { organization: string, shown: boolean, };

/**
 * Somebody sits down at the machine that is passed around.
 */
export type SitDown = { 
/**
 * The assessment.
 */
assessment: string, 
/**
 * Their number.
 */
respondent: number, 
/**
 * Their PIN; the first time, the one they choose.
 */
pin: string, };

/**
 * How many people an organization employs.
 */
export type SizeBand = "up_to_50" | "up_to_300" | "up_to_1000" | "up_to_5000" | "over_5000";

/**
 * Where ids, titles or duties come from.
 */
export type SourceView = { name: string, version: string, 
/**
 * `null` where it is not known.
 */
published: string | null, 
/**
 * `null` where it can be read nowhere.
 */
url: string | null, rights: Text, };

/**
 * Puts several actions in the place of one; the first keeps its id.
 */
export type SplitAction = { assessment: string, id: string, parts: Array<ActionInput>, };

/**
 * The word for how far opinions lie apart.
 */
export type SpreadVerdict = "agreed" | "close" | "open" | "two_camps" | "nobody_knows" | "too_few";

/**
 * How far the opinions on a service lie apart.
 */
export type SpreadView = { 
/**
 * The word for it.
 */
verdict: SpreadVerdict, 
/**
 * Whether the room talks about it.
 */
isOpen: boolean, 
/**
 * How many chose what.
 */
tally: TallyView, 
/**
 * D: by how many levels two people differ on average.
 */
difference: number | null, 
/**
 * A: from -1, two camps, to 1, all the same.
 */
agreement: number | null, 
/**
 * What is proposed; *not applicable* still lacks its reason.
 */
proposed: Answer | null, };

/**
 * What became of a step of a kept plan.
 */
export type StepOutcomeView = { service: ServiceReference, toLevel: number, days: number, chosen: boolean, before: AnswerState, beforeLevel: number | null, after: AnswerState, afterLevel: number | null, outcome: PlanOutcome, };

/**
 * What to do to reach a level from the one below.
 */
export type StepView = { action: Text, deliverable: Text, effort: Effort, 
/**
 * Person-days to plan with where nobody has estimated.
 */
planningDays: number, 
/**
 * Weeks it takes, where other people's calendars decide.
 */
elapsedWeeks: number | null, };

/**
 * How strongly a service bears on a requirement.
 */
export type Strength = "direct" | "supporting";

/**
 * What "why is it so" is asked about.
 */
export type Subject = { "kind": "overall" } | { "kind": "area", id: string, } | { "kind": "service", id: string, } | { "kind": "defensible" } | { "kind": "defensible_area", id: string, };

/**
 * A round that was found wrong.
 */
export type SupersededView = { 
/**
 * The round as it was.
 */
round: RoundView, 
/**
 * The round that stands in its place.
 */
correctedBy: RoundReference, };

/**
 * Contributions that were given from outside.
 */
export type TakeGiven = { of: OfEdition, files: Array<FileHandle>, };

/**
 * A contribution that was taken.
 */
export type TakenFile = { name: string, member: string, number: number, withdrawn: boolean, };

/**
 * What became of every file that was to be taken.
 */
export type TakingView = { taken: Array<TakenFile>, refused: Array<RefusedFile>, standing: CohortStandingView, };

/**
 * A talk that is over, in minutes.
 */
export type TalkTaken = { planned: number, actual: number, };

/**
 * A service that is being talked about.
 */
export type Talking = { service: string, since: number, };

/**
 * How many chose what.
 */
export type TallyView = { 
/**
 * How many chose each level, from the lowest of the scale.
 */
levels: Array<number>, 
/**
 * How many said that it does not apply.
 */
notApplicable: number, 
/**
 * How many did not know.
 */
dontKnow: number, 
/**
 * How many answered.
 */
answered: number, 
/**
 * The level in the middle; of two, the lower.
 */
lowerMedian: number | null, };

/**
 * Where targets are taken from.
 */
export type TargetSource = { "kind": "profile", id: string, } | { "kind": "reading", id: string, };

/**
 * A text of a sheet, reading or profile, or of the program.
 */
export type Text = { 
/**
 * English.
 */
en: string, 
/**
 * Japanese.
 */
ja: string, };

/**
 * Light or dark.
 */
export type Theme = "system" | "light" | "dark";

/**
 * A task of an organization, done or not.
 */
export type TickTask = { organization: string, task: string, done: boolean, };

/**
 * How many indicators of a level are ticked.
 */
export type TickedView = { level: number, ticked: number, all: number, };

/**
 * How long a service was talked about.
 */
export type TimeSpent = { service: string, spent: number, };

/**
 * Something that is refused, and the way out.
 */
export type Told = { what: Text, todo: Text, };

/**
 * A cell that is told.
 */
export type ToldCell = { 
/**
 * The place of its book.
 */
book: number, 
/**
 * With its worksheet where that is another than the answers'.
 */
cell: string, service: string | null, 
/**
 * What stands there.
 */
found: string, 
/**
 * What may stand there, or what it is.
 */
message: Text, };

/**
 * Cells of one kind that are told.
 */
export type ToldCells = { 
/**
 * Those to show, at least one.
 */
cells: Array<ToldCell>, 
/**
 * How many more there are.
 */
left: number, };

/**
 * One round on such a line.
 */
export type TrendPoint = { 
/**
 * The round.
 */
assessment: string, 
/**
 * The day it speaks of.
 */
date: Day, 
/**
 * Overall score, unrounded.
 */
overall: number | null, 
/**
 * Another sheet than before: the line breaks here.
 */
breaks: boolean, };

/**
 * Rounds of one scope over time, seen from the last one.
 */
export type TrendView = { highestLevel: number, 
/**
 * Oldest first.
 */
rounds: Array<RoundView>, 
/**
 * Rounds that a correction has replaced, oldest first; they count in no figure.
 */
superseded: Array<SupersededView>, 
/**
 * Between each round and the one after; one fewer than rounds.
 */
breaks: Array<BreakView>, 
/**
 * Areas of the last round's sheet.
 */
areas: Array<LineView>, 
/**
 * Services of the last round's sheet, as far back as they go.
 */
services: Array<LineView>, 
/**
 * The round that is planned after the last, where it is.
 */
planned: PlannedRoundView | null, };

/**
 * What undo or redo left behind.
 */
export type UndoView = { assessment: AssessmentView, 
/**
 * What was taken back or done again; `null` where there was nothing.
 */
change: ChangeView | null, };

/**
 * An indicator that contradicts the level.
 */
export type UntickedView = { id: string, level: number, text: Text, };

/**
 * What one fill-in book said of a service.
 */
export type VoiceView = { 
/**
 * Who filled it in, else the name of the book.
 */
who: string, answer: Answer | null, note: string, };

/**
 * The first weeks of an organization that begins: what it has done of the starter kit's tasks.
 */
export type WeeksView = { 
/**
 * Whether they are in sight: somebody asked for them, or the organization begins.
 */
shown: boolean, 
/**
 * The tasks that are done, in the order of the kit.
 */
done: Array<DoneTask>, 
/**
 * The round where the services of the tasks are answered, where there is one with their sheet.
 */
assessment: string | null, };

/**
 * Why a figure is not shown.
 */
export type WithheldReason = "too_few" | "subtraction";

/**
 * A text in the languages it is there in; empty where it is not.
 */
export type Words = { 
/**
 * English.
 */
en: string, 
/**
 * Japanese.
 */
ja: string, };

/**
 * The workshop after a change of the assessment, and the assessment.
 */
export type WorkshopChange = { workshop: WorkshopView, assessment: AssessmentView, };

/**
 * What services a workshop could be about, beyond the areas of the sheet.
 */
export type WorkshopChoices = { 
/**
 * Profiles with the services they set targets for.
 */
profiles: Array<ProfileServices>, 
/**
 * Services last answered with doubt: nobody knew, indicators contradict, or books disagree.
 */
doubted: Array<string>, };

/**
 * What may be seen of a service; before the answers are shown, its id.
 */
export type WorkshopServiceView = { 
/**
 * The service.
 */
service: string, 
/**
 * The spread that counts.
 */
spread: SpreadView | null, 
/**
 * What may be seen of the first answers.
 */
first: BallotView | null, 
/**
 * What may be seen of the second answers.
 */
second: BallotView | null, 
/**
 * What the room settled.
 */
settled: SettledView | null, 
/**
 * Who finds out what could not be settled.
 */
parked: ParkedView | null, };

/**
 * How far a workshop has come.
 */
export type WorkshopStage = "first" | "second" | "talked" | "closed";

/**
 * The newest workshop of an assessment.
 */
export type WorkshopView = { 
/**
 * Names it.
 */
id: string, 
/**
 * How far it has come.
 */
stage: WorkshopStage, 
/**
 * What becomes of names.
 */
promise: AnonymityPromise, 
/**
 * How long the room has.
 */
minutes: number, 
/**
 * When it was opened.
 */
openedAt: Moment, 
/**
 * When it was ended.
 */
closedAt: Moment | null, 
/**
 * Whether its key is on this machine; without it the workshop can only be ended.
 */
isHere: boolean, 
/**
 * Who answers.
 */
respondents: Array<RespondentView>, 
/**
 * How many have answered all that is asked.
 */
finished: number, 
/**
 * Whether enough have answered for the answers to be shown.
 */
canReveal: boolean, 
/**
 * What is asked in the ballot under way, in sheet order; nothing once all is shown.
 */
asked: Array<string>, 
/**
 * What it is about: first what is talked about in its order, then the others in sheet order.
 */
services: Array<WorkshopServiceView>, 
/**
 * What is still to be talked about, in its order.
 */
toTalkAbout: Array<string>, 
/**
 * How many could be settled in one step.
 */
closeOnes: number, 
/**
 * The agreement of the whole room.
 */
alpha: number | null, 
/**
 * Whether the room has seen how it reads the scale.
 */
anchorsShown: boolean, };

/**
 * A workspace on the disk.
 */
export type WorkspaceFile = { 
/**
 * Opens it, and shows it in its folder.
 */
file: FileHandle, 
/**
 * Where it lies, to be read by a person.
 */
path: string, 
/**
 * The file's name without folder and ending.
 */
name: string, openedAt: Moment | null, };

/**
 * Who else writes to a workspace.
 */
export type WorkspaceHolder = { user: string, computer: string, since: Moment | null, };

/**
 * Whether a workspace can be worked with.
 */
export type WorkspaceState = "none" | "locked" | "open" | "read_only";

/**
 * The workspace as the frame of the window shows it.
 */
export type WorkspaceView = { state: WorkspaceState, 
/**
 * The file, where one is chosen.
 */
file: WorkspaceFile | null, encrypted: boolean, 
/**
 * Who has the file, where it is open read-only.
 */
holder: WorkspaceHolder | null, 
/**
 * The workspace that was asked for last, where it could not be had.
 */
refused: RefusedWorkspace | null, 
/**
 * Where the person was in the open workspace when it was left.
 */
place: Place | null, recent: Array<WorkspaceFile>, 
/**
 * Where a new workspace is put unless another place is chosen.
 */
defaultPath: string, 
/**
 * Nothing was ever opened on this computer: the window begins with the language.
 */
firstStart: boolean, };

/**
 * A contribution that was written.
 */
export type WrittenContribution = { file: NamedFile, number: number, withdrawn: boolean, };
