#include "tests/faults/nthfile/filejobs.h"

#include <algorithm>

namespace Faults {

using namespace Qt::StringLiterals;

namespace {

const OperationKind &operation(const QString &name)
{
    const QList<OperationKind> &all = operationKinds();
    const auto found
        = std::find_if(all.cbegin(), all.cend(), [&name](const OperationKind &kind) { return kind.name == name; });
    if (found == all.cend())
        qFatal("There is no operation %s.", qUtf8Printable(name));
    return *found;
}

} // namespace

const QList<FileJob> &fileJobs()
{
    static const QList<FileJob> all = [] {
        const OperationKind settings{
            u"settings"_s, SwitchingMaintenance, Start::Empty, {u"config"_s, u"set"_s, u"sync.workers"_s, u"4"_s}};
        // The database is not the program's own, so it is saved before its schema is touched.
        const OperationKind migration{u"migrate-down"_s, Migrating, Start::Agreed,
            {u"migrate"_s, u"down-to"_s, u"30"_s, u"--confirm"_s, u"*database"_s}};
        const QString everything;
        return QList<FileJob>{{.name = u"settings"_s, .operation = settings, .part = u"/config/"_s, .isQuick = true},
            {.name = u"backup"_s, .operation = operation(u"rollback"_s), .part = u"/backups"_s},
            {.name = u"password"_s,
                .operation = operation(u"rollback"_s),
                .part = u"/scratch"_s,
                .needsPassword = true},
            {.name = u"migrate"_s, .operation = migration, .part = u"/backups"_s, .after = {{u"migrate"_s, u"up"_s}}},
            // These two keep nothing in files but the log.
            {.name = u"pull"_s, .operation = operation(u"pull"_s), .part = everything, .mayFail = false},
            {.name = u"push"_s, .operation = operation(u"product-update"_s), .part = everything, .mayFail = false}};
    }();
    return all;
}

const QList<FileFaultWords> &fileFaults()
{
    static const QList<FileFaultWords> all{
        {TestSupport::FileFault::Broken, u"broken"_s}, {TestSupport::FileFault::Full, u"full"_s}};
    return all;
}

} // namespace Faults
