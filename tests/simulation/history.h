#pragma once

#include "tests/simulation/tape.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <chrono>

namespace Simulation {

/// The world a history starts from.
struct Setting
{
    int products = 2;
    int variants = 1; ///< Of each product.
    int workers = 2; ///< Requests a desk has under way at once.
    bool tightBucket = false; ///< Points for a few calls only.
    bool rewritesHtml = false; ///< The shop changes markup it stores.
    bool tightBreaker = false; ///< Two products are many.
    bool bulk = false; ///< Changes go out in bulk runs where they may.
    std::array<qint64, 2> clockAhead{0, 0}; ///< Milliseconds by which each desk's wall clock is wrong.
};

/// What a person does. New ones need a row in commands.cpp: without it nothing compiles.
enum class CommandKind {
    EditProduct,
    EditVariant,
    AddVariant,
    RemoveVariant,
    CreateProduct,
    DeleteProduct,
    Approve,
    RejectField,
    EditProposal,
    TakeApprovalBack,
    RejectChange,
    Reopen,
    Send,
    SendFirst,
    SendOne,
    Pause,
    Resume,
    Stop,
    RollBack,
    PlanRollback,
    MaintenanceOn,
    MaintenanceOff,
    SafeLevel,
    EndProcess,
    FreezeProcess,
    ClockJump,
    Settle,
    Pull,
    GhostEdit,
    GhostEditVariant,
    GhostArchive,
    GhostAddVariant,
    GhostRemoveVariant,
    GhostDelete,
    RevokeToken,
    Backup,
    Restore,
    Replay,
    PlanReplay,
    Count
};

/// One thing a person does, with everything it needs. What it names and is not there (any more) makes it do nothing.
struct Command
{
    int id = 0; ///< Keeps while a history is shrunk: its lane on the tape.
    CommandKind kind = CommandKind::EditProduct;
    int after = 0; ///< Milliseconds since the command before; -1: when all desks are idle.
    int desk = 0;
    int product = 0; ///< The how-manieth ever made; the same for variants within it, batches, changes.
    int variant = 0;
    QString field = {};
    QString value = {};
    int number = 0;
    bool also = false; ///< What its kind says.

    bool operator==(const Command &) const = default;
};

/// A history: where it starts, what people do, and what befalls them.
struct History
{
    quint64 seed = 0; ///< Of which it was made, for people.
    Setting setting = {};
    QList<Command> commands = {};
    Tape schedule = {};
    QString expects = {}; ///< The id of the invariant it violated when it was found.
    /// What must come up in its story, in this order, or it shows nothing any more: how these lines begin.
    QStringList reaches = {};
};

QJsonObject toJson(const History &history);
History historyFromJson(const QJsonObject &json);

} // namespace Simulation
