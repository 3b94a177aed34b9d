//! What an earlier layout found out about the rows whose texts are still the same.

use super::content::RowText;
use super::heights::{FixedRuns, RowHeights, Trial, fixed_runs};
use super::prepared::{PreparedRow, RowWidths, Setting};
use crate::domain::template::Design;
use crate::report::flow::Row;
use crate::report::page::Origin;
use crate::report::typeset::Style;
use crate::report::{Options, Typeface};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// The rows of the last paper, by their texts: an edit changes few of them, and the next paper takes
/// the others as they are set. It only spares work: the paper is the same without it.
///
/// It holds the texts of one paper and the lines that the pages of that paper hold as well; while the
/// next one is laid out, at most those of both. A row that the next one does not have is dropped.
#[derive(Debug, Default)]
pub struct Cache {
    setting: Option<RowSetting>,
    last: HashMap<RowText, Known>,
    now: HashMap<RowText, Known>,
}

/// What the rows of a paper follow from besides their texts and widths.
#[derive(Debug, PartialEq, Eq)]
struct RowSetting {
    typeface: Typeface,
    design: Design,
    style: Style,
    names: Vec<String>,
}

/// What is known of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    runs: Option<FixedRuns>,
    heights: Option<Arc<(Trial, RowHeights)>>,
    lines: Option<(Arc<RowWidths>, Arc<Row<Origin>>)>,
}

/// A row of a table on the way to its lines.
#[derive(Debug)]
pub(super) struct TableRow<'a> {
    text: &'a RowText,
    known: Known,
    /// Made where something is asked that is not known.
    prepared: OnceLock<PreparedRow<'static>>,
}

impl Cache {
    /// Begins a paper.
    pub(in crate::report) fn begin(&mut self, options: &Options) {
        let setting = Some(RowSetting {
            typeface: options.typeface,
            design: options.design,
            style: options.style,
            names: options.names.clone(),
        });
        self.last = std::mem::take(&mut self.now);
        if self.setting != setting {
            self.last.clear();
            self.setting = setting;
        }
    }

    /// Ends it, and drops what it did not have.
    pub(in crate::report) fn end(&mut self) {
        self.last = HashMap::new();
    }

    /// The rows of a table, with what is known of them.
    pub(super) fn rows<'a>(&self, texts: &'a [RowText]) -> Vec<TableRow<'a>> {
        let row = |text| {
            let known = self.now.get(text).or_else(|| self.last.get(text)).cloned();
            TableRow { text, known: known.unwrap_or_default(), prepared: OnceLock::new() }
        };
        texts.iter().map(row).collect()
    }

    /// Keeps what was found out about the rows of these texts.
    pub(super) fn keep(&mut self, texts: Vec<RowText>, known: Vec<Known>) {
        self.now.extend(texts.into_iter().zip(known));
    }
}

impl TableRow<'_> {
    /// What is known of it.
    pub(super) fn into_known(self) -> Known {
        self.known
    }

    fn prepared(&self, setting: Setting<'_>) -> &PreparedRow<'static> {
        self.prepared.get_or_init(|| PreparedRow::new(setting, self.text))
    }

    /// The widest unbreakable texts of its cells whose widths follow from them.
    pub(super) fn runs(&self, setting: Setting<'_>) -> FixedRuns {
        self.known.runs.unwrap_or_else(|| fixed_runs(self.prepared(setting)))
    }

    /// The heights that it has in the widths that are tried.
    pub(super) fn heights(&self, setting: Setting<'_>, trial: Trial) -> Arc<(Trial, RowHeights)> {
        match &self.known.heights {
            Some(known) if known.0 == trial => Arc::clone(known),
            _ => Arc::new((trial, RowHeights::new(self.prepared(setting), trial))),
        }
    }

    /// Keeps what was found out for the choice of the widths.
    pub(super) fn keep_measured(&mut self, runs: FixedRuns, heights: Arc<(Trial, RowHeights)>) {
        self.known.runs = Some(runs);
        self.known.heights = Some(heights);
    }

    /// Its lines in columns of these widths.
    pub(super) fn lines(&self, setting: Setting<'_>, widths: &Arc<RowWidths>) -> Arc<Row<Origin>> {
        match (&self.known.lines, self.prepared.get()) {
            (Some((known, lines)), _) if known == widths => Arc::clone(lines),
            (_, Some(prepared)) => Arc::new(prepared.set(widths, setting.options.design)),
            // A row that is prepared for any width takes several times the memory of its lines.
            (_, None) => {
                let prepared = PreparedRow::new(setting, self.text);
                Arc::new(prepared.set(widths, setting.options.design))
            }
        }
    }

    /// Keeps its lines, and nothing of what they were made from.
    pub(super) fn keep_lines(&mut self, widths: &Arc<RowWidths>, lines: &Arc<Row<Origin>>) {
        self.known.lines = Some((Arc::clone(widths), Arc::clone(lines)));
        self.prepared = OnceLock::new();
    }
}
