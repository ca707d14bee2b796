//! What nearly every journey begins with.

use serde_json::json;

use super::{Home, Person, key};

/// A language of the window, by what its buttons say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    Japanese,
}

impl Language {
    /// Picks the words of this language.
    pub fn pick<T>(self, english: T, japanese: T) -> T {
        match self {
            Self::English => english,
            Self::Japanese => japanese,
        }
    }
}

/// The screens in the order of their keys.
pub const SCREENS: [&str; 10] = [
    "home",
    "assess",
    "workshop",
    "results",
    "gaps",
    "progress",
    "reports",
    "cohorts",
    "sheets",
    "workspace",
];

impl Person {
    /// Chooses a theme before anything else.
    pub fn likes(&self, theme: &str) {
        let settings = json!({
            "language": null, "theme": theme, "zoom": 100,
            "ladderOrder": "highest_first", "sideBarFolded": false,
        });
        self.commands("save_settings", &settings)
            .expect("a theme can be chosen");
        self.reloads();
        self.sees("button", "日本語");
    }

    /// Starts the program for the first time, chooses a language and makes a workspace.
    pub fn starts_anew(home: &Home, language: Language) -> Self {
        let person = Self::starts(home);
        person.begins(language);
        person
    }

    /// Chooses a language and makes a workspace.
    pub fn begins(&self, language: Language) {
        self.clicks("button", language.pick("English", "日本語"));
        self.clicks(
            "button",
            language.pick("Create a workspace*", "ワークスペースを作成する*"),
        );
        self.clicks(
            "button",
            language.pick("Create workspace", "ワークスペースを作成"),
        );
        self.sees("button", language.pick("Look at the sample", "見本を見る"));
    }

    /// Adds an organization with a first round, and goes to its questions.
    pub fn adds_a_round(&self, language: Language, organization: &str) {
        self.clicks(
            "button",
            language.pick("Add your organization", "組織を登録する"),
        );
        self.enters(language.pick("Name", "名称"), organization);
        // The button on the page behind has the same name.
        self.sees(
            "dialog",
            language.pick("New assessment", "新しいアセスメント"),
        );
        self.clicks(
            "button",
            language.pick("Begin assessment", "アセスメントを始める"),
        );
        self.is_at("assess");
    }

    /// Opens the sample data and its newest round.
    pub fn opens_the_sample(&self, language: Language) {
        self.clicks("button", language.pick("Look at the sample", "見本を見る"));
        self.clicks(
            "button",
            language.pick(
                "PSIRT maturity self-assessment 2026",
                "PSIRT成熟度 自己評価 2026年",
            ),
        );
        self.is_at("results");
    }

    /// Goes to a screen by its key, and waits until it is there.
    pub fn goes_to(&self, screen: &str) {
        let number = SCREENS.iter().position(|&one| one == screen);
        // The tenth has the key after 9.
        let number = (number.expect("it is a screen") + 1) % 10;
        self.presses(&[key::ALT, &number.to_string()]);
        self.is_at(screen);
    }

    /// Waits until a screen is there with all that it shows.
    pub fn is_at(&self, screen: &str) {
        let script = format!(
            "const main = document.querySelector('main[data-screen={screen}]');
             return main?.querySelector('h1, h2') != null && main.querySelector('.working') === null"
        );
        self.waits_until(&format!("the screen {screen}"), || {
            self.asks(&script) == true
        });
    }

    /// Waits until the status line says that everything is on disk.
    pub fn sees_all_saved(&self) {
        self.waits_until("everything saved", || {
            let state = "return document.querySelector('[data-save-state]')?.dataset.saveState";
            self.asks(state) == "saved"
        });
    }
}
