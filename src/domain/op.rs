//! What the clerk did, as it is named in 「元に戻す」 and kept in the change log.

use super::Approval;
use std::fmt;
use std::str::FromStr;

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    Plan,
    Goal,
    Direction,
    Measure,
    Department,
    Status,
    Year,
    Implementation,
    Template,
    Indicator,
    Observation,
    Amendment,
    Scale,
    Grade,
}

/// What one commit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// A new file was made.
    Create,
    /// A list was brought in.
    Import,
    /// 年度更新.
    Rollover,
    /// 統合: another copy was taken in.
    Merge,
    Add(Noun),
    Edit(Noun),
    /// The same was done with several; its subject says what, whole.
    EditSeveral(Noun),
    /// The order was changed.
    Move(Noun),
    Delete(Noun),
    /// 廃止.
    Retire(Noun),
    /// 廃止 taken back.
    Reinstate(Noun),
    /// 組織改正: one department became another.
    Reorganise,
    /// 復元: what was before an earlier commit, after it, or in a backup, was brought back.
    Restore,
    /// 課確認 or 確定; with [`Approval::None`] back to 入力中.
    Approve(Approval),
    /// 差し戻し, with a remark.
    SendBack,
    /// 保存版 was made of the paper.
    Keep,
    /// 保存版 is no longer listed.
    Discard,
    /// 保存版 is listed again.
    Recover,
    /// 配布: a department got a file for its entries.
    HandOut,
    /// The file was made for the entries of one department: its first commit of its own.
    Confine,
    /// 提出: the department has done what was asked for.
    Submit,
    /// 提出の取消し: it goes on writing.
    Withdraw,
    /// A commit was taken back.
    Undo,
    /// A commit that had been taken back was made again.
    Redo,
}

/// A stored code that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown operation in the change log")]
pub struct UnknownOp;

impl Op {
    /// What kind of record it was done to; `None` where it is about more than one kind.
    pub const fn noun(self) -> Option<Noun> {
        match self {
            Self::Add(noun)
            | Self::Edit(noun)
            | Self::EditSeveral(noun)
            | Self::Move(noun)
            | Self::Delete(noun)
            | Self::Retire(noun)
            | Self::Reinstate(noun) => Some(noun),
            Self::Approve(_) | Self::SendBack => Some(Noun::Implementation),
            Self::Reorganise => Some(Noun::Department),
            Self::Create
            | Self::Import
            | Self::Rollover
            | Self::Restore
            | Self::Merge
            | Self::Keep
            | Self::Discard
            | Self::Recover
            | Self::HandOut
            | Self::Confine
            | Self::Submit
            | Self::Withdraw
            | Self::Undo
            | Self::Redo => None,
        }
    }
}

impl fmt::Display for Op {
    /// The code by which the operation is stored: `edit measure`, `import`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verb, object) = match self {
            Self::Create => ("create", None),
            Self::Import => ("import", None),
            Self::Rollover => ("rollover", None),
            Self::Add(noun) => ("add", Some(noun.code())),
            Self::Edit(noun) => ("edit", Some(noun.code())),
            Self::EditSeveral(noun) => ("edit-several", Some(noun.code())),
            Self::Move(noun) => ("move", Some(noun.code())),
            Self::Delete(noun) => ("delete", Some(noun.code())),
            Self::Retire(noun) => ("retire", Some(noun.code())),
            Self::Reinstate(noun) => ("reinstate", Some(noun.code())),
            Self::Approve(approval) => ("approve", Some(approval.code())),
            Self::SendBack => ("send back", None),
            Self::Merge => ("merge", None),
            Self::Reorganise => ("reorganise", None),
            Self::Restore => ("restore", None),
            Self::Keep => ("keep", None),
            Self::Discard => ("discard", None),
            Self::Recover => ("recover", None),
            Self::HandOut => ("hand out", None),
            Self::Confine => ("confine", None),
            Self::Submit => ("submit", None),
            Self::Withdraw => ("withdraw", None),
            Self::Undo => ("undo", None),
            Self::Redo => ("redo", None),
        };
        match object {
            Some(object) => write!(f, "{verb} {object}"),
            None => f.write_str(verb),
        }
    }
}

impl FromStr for Op {
    type Err = UnknownOp;

    fn from_str(code: &str) -> Result<Self, UnknownOp> {
        let (verb, object) = code.split_once(' ').unwrap_or((code, ""));
        if let ("approve", Some(approval)) = (verb, Approval::from_code(object)) {
            return Ok(Self::Approve(approval));
        }
        match (verb, Noun::from_code(object)) {
            ("send", None) if object == "back" => Ok(Self::SendBack),
            ("hand", None) if object == "out" => Ok(Self::HandOut),
            ("confine", None) => Ok(Self::Confine),
            ("submit", None) => Ok(Self::Submit),
            ("withdraw", None) => Ok(Self::Withdraw),
            ("create", None) => Ok(Self::Create),
            ("import", None) => Ok(Self::Import),
            ("rollover", None) => Ok(Self::Rollover),
            ("reorganise", None) => Ok(Self::Reorganise),
            ("restore", None) => Ok(Self::Restore),
            ("merge", None) => Ok(Self::Merge),
            ("keep", None) => Ok(Self::Keep),
            ("discard", None) => Ok(Self::Discard),
            ("recover", None) => Ok(Self::Recover),
            ("undo", None) => Ok(Self::Undo),
            ("redo", None) => Ok(Self::Redo),
            ("add", Some(noun)) => Ok(Self::Add(noun)),
            ("edit", Some(noun)) => Ok(Self::Edit(noun)),
            ("edit-several", Some(noun)) => Ok(Self::EditSeveral(noun)),
            ("move", Some(noun)) => Ok(Self::Move(noun)),
            ("delete", Some(noun)) => Ok(Self::Delete(noun)),
            ("retire", Some(noun)) => Ok(Self::Retire(noun)),
            ("reinstate", Some(noun)) => Ok(Self::Reinstate(noun)),
            _ => Err(UnknownOp),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        let mut ops = vec![
            Op::Create,
            Op::Import,
            Op::Rollover,
            Op::SendBack,
            Op::Restore,
            Op::Reorganise,
            Op::Undo,
            Op::Redo,
        ];
        ops.extend(Approval::ALL.map(Op::Approve));
        ops.push(Op::Merge);
        ops.extend([Op::Keep, Op::Discard, Op::Recover]);
        ops.extend([Op::HandOut, Op::Confine, Op::Submit, Op::Withdraw]);
        for noun in Noun::ALL {
            ops.extend([
                Op::Add(noun),
                Op::Edit(noun),
                Op::EditSeveral(noun),
                Op::Move(noun),
                Op::Delete(noun),
                Op::Retire(noun),
                Op::Reinstate(noun),
            ]);
        }
        for op in ops {
            assert_eq!(op.to_string().parse(), Ok(op));
        }
        assert_eq!("bewitch".parse::<Op>(), Err(UnknownOp));
    }
}
