//! The sheets, readings, profiles and crosswalks at hand: the shipped ones and the user's own.
//!
//! The texts of the shipped files are in the program and are parsed when they are first asked
//! for, so that a use case pays only for what it needs. The name of a shipped file is its id; a
//! sheet of which several editions are shipped has files named `id@edition` for all but one.
//!
//! Deliberately not here: any id (files are found by being in their folder), and reading the
//! user's files, which arrive as text.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use psirt_core::assessment::{Sector, SheetReference};
use psirt_core::file::Announced;
use psirt_core::{Crosswalk, Fault, Faults, Language, Problem, Profile, Reading, Sheet, SheetId};

pub(crate) mod texts {
    include!(concat!(env!("OUT_DIR"), "/shipped.rs"));
}

/// Where a file came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// It is part of the program.
    Shipped,
    /// The user brought it.
    Own,
}

/// An example assessment of an invented organization, as the text of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The name of the round.
    pub name: &'static str,
    /// The assessment file.
    pub text: &'static str,
}

/// Everything at hand; cheap to make and to clone, for the shipped files are parsed once for all.
#[derive(Clone, Debug, Default)]
pub struct Library {
    sheets: Vec<Arc<Sheet>>,
    readings: Vec<Arc<Reading>>,
    profiles: Vec<Arc<Profile>>,
    crosswalks: Vec<Arc<Crosswalk>>,
}

impl Library {
    /// What the program brings along, nothing of the user's.
    pub fn shipped() -> Self {
        Self::default()
    }

    /// Every sheet and edition: the shipped in the order of their names, then the user's own.
    pub fn sheets(&self) -> Vec<(Origin, &Arc<Sheet>)> {
        list(shipped_sheets(), &self.sheets, shipped_sheet)
    }

    /// The sheet an assessment was made with, in exactly its edition.
    pub fn sheet(&self, reference: &SheetReference) -> Option<&Arc<Sheet>> {
        self.editions(&reference.id)
            .find(|sheet| sheet.edition() == reference.edition)
    }

    /// The newest edition of a sheet.
    pub fn latest(&self, id: &SheetId) -> Option<&Arc<Sheet>> {
        self.editions(id)
            .max_by_key(|sheet| edition_order(sheet.edition()))
    }

    /// Every reading: the shipped in the order of their names, then the user's own.
    pub fn readings(&self) -> Vec<(Origin, &Arc<Reading>)> {
        list(shipped_readings(), &self.readings, shipped_reading)
    }

    /// The reading with this id.
    pub fn reading(&self, id: &str) -> Option<&Arc<Reading>> {
        named(shipped_readings(), id)
            .map(shipped_reading)
            .or_else(|| self.readings.iter().find(|reading| reading.id() == id))
    }

    /// The readings of a sheet, whatever its edition.
    pub fn readings_for(&self, sheet: &SheetId) -> Vec<&Arc<Reading>> {
        let all = self.readings().into_iter().map(|(_, reading)| reading);
        all.filter(|reading| reading.sheet() == sheet).collect()
    }

    /// The readings of a sheet, those first that concern an organization most; where two concern
    /// it alike, in their own order.
    pub fn readings_concerning(
        &self,
        sheet: &SheetId,
        sector: Option<Sector>,
        language: Language,
    ) -> Vec<&Arc<Reading>> {
        let mut readings = self.readings_for(sheet);
        readings.sort_by_key(|reading| Reverse(reading.concern(sector, language)));
        readings
    }

    /// Every profile: the shipped in the order of their names, then the user's own.
    pub fn profiles(&self) -> Vec<(Origin, &Arc<Profile>)> {
        list(shipped_profiles(), &self.profiles, shipped_profile)
    }

    /// The profile with this id.
    pub fn profile(&self, id: &str) -> Option<&Arc<Profile>> {
        shipped_profile_of(id).or_else(|| self.profiles.iter().find(|profile| profile.id() == id))
    }

    /// The profiles of a sheet, whatever its edition, the least demanding first.
    pub fn profiles_for(&self, sheet: &SheetId) -> Vec<&Arc<Profile>> {
        let all = self.profiles().into_iter().map(|(_, profile)| profile);
        let mut profiles: Vec<_> = all.filter(|profile| profile.sheet() == sheet).collect();
        profiles.sort_by_key(|profile| {
            let levels = profile.targets().values();
            levels.map(|level| u32::from(level.number())).sum::<u32>()
        });
        profiles
    }

    /// Every crosswalk: the shipped in the order of their names, then the user's own.
    pub fn crosswalks(&self) -> Vec<(Origin, &Arc<Crosswalk>)> {
        list(shipped_crosswalks(), &self.crosswalks, shipped_crosswalk)
    }

    /// Every crosswalk, as the arithmetic of trends takes them.
    pub fn crosswalk_list(&self) -> Vec<&Crosswalk> {
        let all = self.crosswalks().into_iter();
        all.map(|(_, crosswalk)| crosswalk.as_ref()).collect()
    }

    /// Adds a sheet of the user's; one added before with the same id and edition gives way.
    ///
    /// # Errors
    /// Every fault of the file; a sheet that is shipped cannot be replaced, because assessments
    /// made with it would change their meaning.
    pub fn add_sheet(&mut self, text: &str) -> Result<Arc<Sheet>, Faults> {
        let sheet = Arc::new(Sheet::parse(text)?);
        let taken = shipped_named(sheet.id())
            .find(|(_, shipped)| shipped.edition() == sheet.edition())
            .map(|(name, _)| name);
        if let Some(name) = taken {
            let id = format!("{} {}", sheet.id(), sheet.edition());
            return Err(taken_id(&id, "sheets", name));
        }
        replace_or_push(&mut self.sheets, &sheet, |one, other| {
            one.id() == other.id() && one.edition() == other.edition()
        });
        Ok(sheet)
    }

    /// Adds a reading of the user's; one added before with the same id gives way.
    ///
    /// # Errors
    /// Every fault of the file; a reading that is shipped cannot be replaced.
    pub fn add_reading(&mut self, text: &str) -> Result<Arc<Reading>, Faults> {
        let reading = Arc::new(Reading::parse(text, |id| self.latest(id).map(Arc::as_ref))?);
        refuse_shipped_id(shipped_readings(), "readings", reading.id())?;
        replace_or_push(&mut self.readings, &reading, |one, other| {
            one.id() == other.id()
        });
        Ok(reading)
    }

    /// Adds a profile of the user's; one added before with the same id gives way.
    ///
    /// # Errors
    /// Every fault of the file; a profile that is shipped cannot be replaced.
    pub fn add_profile(&mut self, text: &str) -> Result<Arc<Profile>, Faults> {
        let profile = Arc::new(Profile::parse(text, |id| self.latest(id).map(Arc::as_ref))?);
        refuse_shipped_id(shipped_profiles(), "profiles", profile.id())?;
        replace_or_push(&mut self.profiles, &profile, |one, other| {
            one.id() == other.id()
        });
        Ok(profile)
    }

    /// Adds a crosswalk of the user's; one added before with the same id gives way.
    ///
    /// # Errors
    /// Every fault of the file; a crosswalk that is shipped cannot be replaced.
    pub fn add_crosswalk(&mut self, text: &str) -> Result<Arc<Crosswalk>, Faults> {
        let crosswalk = Arc::new(Crosswalk::parse(text, |id| {
            self.latest(id).map(Arc::as_ref)
        })?);
        refuse_shipped_id(shipped_crosswalks(), "crosswalks", crosswalk.id())?;
        replace_or_push(&mut self.crosswalks, &crosswalk, |one, other| {
            one.id() == other.id()
        });
        Ok(crosswalk)
    }

    fn editions(&self, id: &SheetId) -> impl Iterator<Item = &Arc<Sheet>> {
        let own = self.sheets.iter();
        shipped_named(id)
            .map(|(_, sheet)| sheet)
            .chain(own.filter(move |sheet| sheet.id() == id))
    }
}

/// The text of a shipped file, to the letter; the edition is a sheet's.
pub fn shipped_text(kind: Announced, id: &str, edition: &str) -> Option<&'static str> {
    fn text<T>(files: &'static [Shipped<T>], id: &str) -> Option<&'static str> {
        named(files, id).map(|file| file.text)
    }
    match kind {
        Announced::Sheet => shipped_sheets()
            .iter()
            .find(|file| {
                let sheet = shipped_sheet(file);
                *sheet.id() == *id && sheet.edition() == edition
            })
            .map(|file| file.text),
        Announced::Reading => text(shipped_readings(), id),
        Announced::Profile => text(shipped_profiles(), id),
        Announced::Crosswalk => text(shipped_crosswalks(), id),
        Announced::Assessment => None,
    }
}

/// The example assessments in one language, oldest first.
pub fn samples(language: Language) -> Vec<Sample> {
    language
        .pick(texts::SAMPLES_EN, texts::SAMPLES_JA)
        .iter()
        .map(|&(name, text)| Sample { name, text })
        .collect()
}

/// The records of the examples' workshops in one language, each named as its assessment's file.
pub fn sample_workshops(language: Language) -> Vec<Sample> {
    language
        .pick(texts::WORKSHOPS_EN, texts::WORKSHOPS_JA)
        .iter()
        .map(|&(name, text)| Sample { name, text })
        .collect()
}

/// The readings that the examples' report is made with.
pub fn sample_readings() -> Vec<String> {
    let choices: BTreeMap<String, Vec<String>> =
        serde_json::from_str(texts::SAMPLE_REPORT).expect("a test reads the samples' choices");
    choices.get("readings").cloned().unwrap_or_default()
}

/// A shipped file: its name, its text, and what it was parsed to once somebody asked.
struct Shipped<T> {
    name: &'static str,
    text: &'static str,
    parsed: OnceLock<Arc<T>>,
}

type Shelf<T> = OnceLock<Vec<Shipped<T>>>;

static SHEETS: Shelf<Sheet> = OnceLock::new();
static READINGS: Shelf<Reading> = OnceLock::new();
static PROFILES: Shelf<Profile> = OnceLock::new();
static CROSSWALKS: Shelf<Crosswalk> = OnceLock::new();

fn shelf<T>(
    shelf: &'static Shelf<T>,
    texts: &[(&'static str, &'static str)],
) -> &'static [Shipped<T>] {
    shelf.get_or_init(|| {
        texts
            .iter()
            .map(|&(name, text)| Shipped {
                name,
                text,
                parsed: OnceLock::new(),
            })
            .collect()
    })
}

fn shipped_sheets() -> &'static [Shipped<Sheet>] {
    shelf(&SHEETS, texts::SHEETS)
}

fn shipped_readings() -> &'static [Shipped<Reading>] {
    shelf(&READINGS, texts::READINGS)
}

fn shipped_profiles() -> &'static [Shipped<Profile>] {
    shelf(&PROFILES, texts::PROFILES)
}

fn shipped_crosswalks() -> &'static [Shipped<Crosswalk>] {
    shelf(&CROSSWALKS, texts::CROSSWALKS)
}

fn shipped_sheet(file: &'static Shipped<Sheet>) -> &'static Arc<Sheet> {
    parsed(file, Sheet::parse)
}

fn shipped_reading(file: &'static Shipped<Reading>) -> &'static Arc<Reading> {
    parsed(file, |text| Reading::parse(text, latest_shipped))
}

fn shipped_profile(file: &'static Shipped<Profile>) -> &'static Arc<Profile> {
    parsed(file, |text| Profile::parse(text, latest_shipped))
}

/// The shipped profile with this id.
pub(crate) fn shipped_profile_of(id: &str) -> Option<&'static Arc<Profile>> {
    named(shipped_profiles(), id).map(shipped_profile)
}

fn shipped_crosswalk(file: &'static Shipped<Crosswalk>) -> &'static Arc<Crosswalk> {
    parsed(file, |text| Crosswalk::parse(text, latest_shipped))
}

fn parsed<T>(
    file: &'static Shipped<T>,
    parse: impl FnOnce(&str) -> Result<T, Faults>,
) -> &'static Arc<T> {
    file.parsed.get_or_init(|| match parse(file.text) {
        Ok(value) => Arc::new(value),
        Err(faults) => unreachable!("a test reads the shipped file {}: {faults}", file.name),
    })
}

pub(crate) fn latest_shipped(id: &SheetId) -> Option<&'static Sheet> {
    shipped_named(id)
        .max_by_key(|(_, sheet)| edition_order(sheet.edition()))
        .map(|(_, sheet)| sheet.as_ref())
}

/// The shipped editions of a sheet with the names of their files.
fn shipped_named(id: &SheetId) -> impl Iterator<Item = (&'static str, &'static Arc<Sheet>)> {
    shipped_sheets()
        .iter()
        .filter(move |file| file.name.split('@').next() == Some(id.as_str()))
        .map(|file| (file.name, shipped_sheet(file)))
}

fn named<T>(files: &'static [Shipped<T>], name: &str) -> Option<&'static Shipped<T>> {
    files.iter().find(|file| file.name == name)
}

fn list<'a, T>(
    shipped: &'static [Shipped<T>],
    own: &'a [Arc<T>],
    parsed: impl Fn(&'static Shipped<T>) -> &'static Arc<T>,
) -> Vec<(Origin, &'a Arc<T>)> {
    let shipped = shipped.iter().map(|file| (Origin::Shipped, parsed(file)));
    let own = own.iter().map(|value| (Origin::Own, value));
    shipped.chain(own).collect()
}

fn refuse_shipped_id<T>(
    shipped: &'static [Shipped<T>],
    folder: &str,
    id: &str,
) -> Result<(), Faults> {
    match named(shipped, id) {
        Some(file) => Err(taken_id(id, folder, file.name)),
        None => Ok(()),
    }
}

fn taken_id(id: &str, folder: &str, name: &str) -> Faults {
    let problem = Problem::DuplicateId {
        id: id.to_owned(),
        first: format!("frameworks/{folder}/{name}.json"),
    };
    Fault::new("/id", problem).into()
}

fn replace_or_push<T>(list: &mut Vec<Arc<T>>, value: &Arc<T>, same: impl Fn(&T, &T) -> bool) {
    match list.iter_mut().find(|held| same(held, value)) {
        Some(held) => *held = Arc::clone(value),
        None => list.push(Arc::clone(value)),
    }
}

/// Editions such as `2026.9` and `2026.11` in order of time: numbers compare as numbers.
fn edition_order(edition: &str) -> Vec<Part<'_>> {
    edition
        .split(|letter: char| !letter.is_alphanumeric())
        .map(|part| part.parse().map_or(Part::Word(part), Part::Number))
        .collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'a> {
    Word(&'a str),
    Number(u64),
}

#[cfg(test)]
mod tests;
