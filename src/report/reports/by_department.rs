//! 課別一覧: the list divided by department.

use super::list::printed;
use super::{Report, Section};
use crate::domain::text::{distinct, nameable};
use crate::domain::{Book, Department};
use crate::report::{Cache, Error, FileType, Options, office, pdf};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A section for each department that has a measure in the list, in their order.
pub(super) fn sections(book: &Book, options: &Options) -> Vec<Section> {
    let section = |department: &Department| Section {
        name: department.name.clone(),
        options: only(department, options),
    };
    departments(book, options).into_iter().map(section).collect()
}

/// The list of each department as a file of its own, named after `out`: 一覧_農政課.pdf beside
/// 一覧.pdf. No two have the same name.
///
/// # Errors
/// As for [`Report::write`]; there are no files where one of them cannot be made.
pub fn in_files(
    book: &Book,
    options: &Options,
    file_type: FileType,
    out: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let departments = departments(book, options);
    let names = departments.iter().map(|it| format!("{stem}_{}", nameable(&it.name)));
    let (_, widths) = Report::ByDepartment.common(book, options, &mut Cache::default())?;
    let file = |(name, section): (String, Section)| {
        let bytes = match file_type {
            FileType::Pdf => {
                let cache = &mut Cache::default();
                let mut document =
                    Report::ByDepartment.lay_out_section(book, &section, &widths, cache)?;
                // The file is of one department: its bookmarks need none above them.
                document.outline = document.outline.drain(..).flat_map(|it| it.children).collect();
                pdf::write(&document, |_, _| ControlFlow::Continue(()))?
            }
            FileType::Excel => office::excel(&[Report::ByDepartment.part(book, section, &widths)])?,
            FileType::Word => office::word(&[Report::ByDepartment.part(book, section, &widths)])?,
        };
        Ok((out.with_file_name(format!("{name}.{}", file_type.ending())), bytes))
    };
    distinct(names).into_iter().zip(sections(book, options)).map(file).collect()
}

/// The departments that have a measure in the list, in their order.
fn departments<'a>(book: &'a Book, options: &Options) -> Vec<&'a Department> {
    let printed = printed(book, options);
    let measures = printed.iter().filter_map(|id| book.measure(*id));
    let year = options.printed_years(book).into_iter().max();
    let involved: BTreeSet<_> = measures
        .flat_map(|it| [book.lead_as_of(it, year), book.related_as_of(it, year)].concat())
        .map(|department| department.id)
        .collect();
    let selected = &options.selection.departments;
    let has_list = |department: &&Department| {
        involved.contains(&department.id)
            && (selected.is_empty() || selected.contains(&department.id))
    };
    book.departments().into_iter().filter(has_list).collect()
}

fn only(department: &Department, options: &Options) -> Options {
    let mut options = options.clone();
    options.selection.departments = [department.id].into();
    options
}
