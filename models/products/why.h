#pragma once

#include "sync/api/catalogue.h"

#include <QString>

namespace Models {

/// The next thing to do about a product's state; the page makes a button of it.
enum class WhyAction { None, Pull, StageEdits, Review, ReviewConflicts, WatchRun };

/// Why a product is in the state it is: cause, evidence and next action in sentences. All empty only for a product
/// that was compared and found equal; its evidence then says when.
struct Why
{
    QString cause;
    QString evidence;
    QString next;
    WhyAction action = WhyAction::None;

    bool operator==(const Why &) const = default;
};

Why explain(const Sync::ProductRow &row);

} // namespace Models
