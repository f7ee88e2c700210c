#pragma once

#include "models/progress/runmonitor.h"
#include "models/progress/workqueue.h"

#include <optional>

namespace Models {

/// What a person can start on the Sync page.
enum class RunChoice { PullChanged, PullFull, PullPart, Apply, Push };

/// One line of the list that must be clear before a run may start.
struct PreflightLine
{
    QString id; ///< Stable: "database", "shopify", "run", "maintenance", "level", "part", "work", "limit".
    QString name;
    Sync::CheckStatus status = Sync::CheckStatus::Ok;
    QString sentence;
    bool blocks = false;

    bool operator==(const PreflightLine &) const = default;
};

/// What is known about desk, run and work when somebody is about to start something.
struct PreflightFacts
{
    std::optional<Sync::DeskState> desk; ///< Nothing until the engine has told.
    RunState run = RunState::Idle;
    Sync::BatchKind runKind = Sync::BatchKind::Pull;
    WorkCounts work;
    bool partIsNamed = true; ///< For PullPart: it is said which part.
};

/// The lines for a choice, in fixed order.
QList<PreflightLine> preflight(const PreflightFacts &facts, RunChoice choice);
/// The first line that forbids to start, if any.
std::optional<PreflightLine> blocker(const QList<PreflightLine> &lines);

} // namespace Models
