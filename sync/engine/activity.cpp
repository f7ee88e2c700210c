#include "sync/engine/activity.h"

#include <QCoreApplication>

namespace Sync {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Sync::Engine)
};

struct KindOf
{
    BatchKind operator()(const PullRequest &) const { return BatchKind::Pull; }
    BatchKind operator()(const ApplyRequest &) const { return BatchKind::Apply; }
    BatchKind operator()(const PushRequest &) const { return BatchKind::Push; }
    BatchKind operator()(const RollbackRequest &) const { return BatchKind::Rollback; }
    BatchKind operator()(const ReplayRequest &) const { return BatchKind::Replay; }
};

} // namespace

BatchKind kindOf(const RunRequest &request)
{
    return std::visit(KindOf(), request);
}

QString activityName(BatchKind kind)
{
    switch (kind) {
    case BatchKind::Pull:
        return Words::tr("Pull from Shopify");
    case BatchKind::Push:
        return Words::tr("Send to Shopify");
    case BatchKind::Apply:
        return Words::tr("Apply to the catalogue");
    case BatchKind::Rollback:
        return Words::tr("Rollback");
    case BatchKind::Compare:
        return Words::tr("Find local edits");
    case BatchKind::Replay:
        return Words::tr("Replay");
    }
    Q_UNREACHABLE();
}

Failure shuttingDown()
{
    return {FailureKind::Stopped, Words::tr("Syncdesk is closing."), Words::tr("Nothing was started.")};
}

Failure noChecks()
{
    return {FailureKind::NotFound, Words::tr("This engine was started without checks."),
        Words::tr("Nothing was looked at or changed."), Words::tr("Nothing to do.")};
}

} // namespace Sync
