#include "tests/simulation/commands.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/commandfills.h"
#include "tests/simulation/people.h"
#include "tests/simulation/process.h"
#include "tests/simulation/world.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Sync;

namespace Simulation {

namespace {

RollbackRequest rollbackRequest(const Command &command, World &world, const People &people)
{
    RollbackRequest request{.batch = people.batch(command.number),
        .restoreConflicts = command.variant % 2 == 1,
        .created = !command.also       ? CreatedFate::Keep
            : command.variant / 2 == 1 ? CreatedFate::Archive
                                       : CreatedFate::Delete};
    if (const auto field = FieldPath::fromText(command.field))
        request.fields = {*field};
    if (command.product >= 0 && !world.tables().products.isEmpty())
        request.products = {world.tables().products.first().product.id};
    return request;
}

void doEditProduct(const Command &c, World &, People &p)
{
    p.editProduct(c.product, c.field, c.value);
}
void doEditVariant(const Command &c, World &, People &p)
{
    p.editVariant(c.product, c.variant, c.field, c.value);
}
void doAddVariant(const Command &c, World &, People &p)
{
    p.addVariant(c.product, c.value, u"%1.00"_s.arg(20 + c.id));
}
void doRemoveVariant(const Command &c, World &, People &p)
{
    p.removeVariant(c.product, c.variant);
}
void doCreate(const Command &c, World &, People &p)
{
    p.createProduct(c.value, c.number);
}
void doDelete(const Command &c, World &, People &p)
{
    p.deleteProduct(c.product);
}
void doApprove(const Command &c, World &, People &p)
{
    p.approve(c.product);
}
void doRejectField(const Command &c, World &, People &p)
{
    p.rejectField(c.number, c.variant);
}
void doEditProposal(const Command &c, World &, People &p)
{
    p.editProposal(c.number, c.variant, c.value);
}
void doTakeBack(const Command &c, World &, People &p)
{
    p.takeApprovalBack(c.number);
}
void doRejectChange(const Command &c, World &, People &p)
{
    p.rejectChange(c.number);
}
void doReopen(const Command &c, World &, People &p)
{
    p.reopen(c.number);
}
void doSend(const Command &c, World &w, People &)
{
    w.desk(c.desk).send({.overrideBreaker = c.also}, c.id);
}
void doSendFirst(const Command &c, World &w, People &)
{
    w.desk(c.desk).send({.sendFirst = c.number, .overrideBreaker = c.also}, c.id);
}
void doSendOne(const Command &c, World &w, People &p)
{
    if (const ChangeId change = p.approvedChange(c.number); change.isValid())
        w.desk(c.desk).send({.changes = {change}, .overrideBreaker = c.also}, c.id);
}
void doPause(const Command &c, World &w, People &)
{
    w.desk(c.desk).pause();
}
void doResume(const Command &c, World &w, People &)
{
    w.desk(c.desk).resume();
}
void doStop(const Command &c, World &w, People &)
{
    w.desk(c.desk).stop();
}
void doRollBack(const Command &c, World &w, People &p)
{
    w.desk(c.desk).rollBack(rollbackRequest(c, w, p), c.id);
}
void doPlanRollback(const Command &c, World &w, People &p)
{
    w.desk(c.desk).planRollback(rollbackRequest(c, w, p), c.id);
}
void doMaintenanceOn(const Command &, World &, People &p)
{
    p.switchMaintenance(true, u"Carol"_s);
}
void doMaintenanceOff(const Command &, World &, People &p)
{
    p.switchMaintenance(false, u"Carol"_s);
}
void doSafeLevel(const Command &c, World &w, People &)
{
    w.desk(c.desk).setSafeLevel(c.also ? SafeLevel::ReadOnly : SafeLevel::Careful);
}
void doEndProcess(const Command &c, World &w, People &)
{
    w.desk(c.desk).endProcess();
}
void doFreeze(const Command &c, World &w, People &)
{
    // One that stands still already does not stand still for longer: a request that is about to leave has its limit.
    Process *process = w.desk(c.desk).process();
    if (process && process->frozenUntil() <= w.scheduler().now())
        process->freeze(c.also ? 100s : 45s);
}
void doClockJump(const Command &c, World &w, People &)
{
    w.desk(c.desk).setClockAhead(std::chrono::seconds(c.number));
}
void doSettle(const Command &c, World &w, People &)
{
    w.desk(c.desk).settle(c.id);
}
void doPull(const Command &c, World &, People &p)
{
    p.pull(Resolve(c.number));
}
void doGhostEdit(const Command &c, World &w, People &p)
{
    w.shop().edit(p.shopProduct(c.product), 0, c.field, c.value, w.scheduler().now());
}
void doGhostEditVariant(const Command &c, World &w, People &p)
{
    if (const qint64 variant = p.shopVariant(c.product, c.variant))
        w.shop().edit(p.shopProduct(c.product), variant, c.field, c.value, w.scheduler().now());
}
void doGhostArchive(const Command &c, World &w, People &p)
{
    w.shop().edit(p.shopProduct(c.product), 0, Field::status.toString(), u"archived"_s, w.scheduler().now());
}
void doGhostAddVariant(const Command &c, World &w, People &p)
{
    w.shop().addVariant(p.shopProduct(c.product), u"G%1"_s.arg(c.id), w.scheduler().now());
}
void doGhostRemoveVariant(const Command &c, World &w, People &p)
{
    w.shop().removeVariant(p.shopProduct(c.product), p.shopVariant(c.product, c.variant), w.scheduler().now());
}
void doGhostDelete(const Command &c, World &w, People &p)
{
    w.shop().removeProduct(p.shopProduct(c.product), w.scheduler().now());
}
void doRevokeToken(const Command &, World &w, People &)
{
    w.revokeToken(60s);
}

ReplayRequest replayRequest(const Command &command, World &world, const People &people)
{
    const Milliseconds from = people.backedUpAt(command.number);
    const Milliseconds now = world.scheduler().now();
    return {.from = timeOf(from),
        .to = timeOf(command.also ? from + (now - from) / 2 : now),
        .replayConflicts = command.variant % 2 == 1};
}

void doBackup(const Command &, World &, People &p)
{
    p.backUp();
}
void doRestore(const Command &c, World &w, People &p)
{
    // Nobody puts a catalogue back while somebody writes.
    if (w.isQuiet())
        p.restore(c.number);
}
void doReplay(const Command &c, World &w, People &p)
{
    w.desk(c.desk).replay(replayRequest(c, w, p), c.id);
}
void doPlanReplay(const Command &c, World &w, People &p)
{
    w.desk(c.desk).planReplay(replayRequest(c, w, p), c.id);
}

struct Row
{
    CommandKind kind;
    const char *name; ///< In files.
    int weight;
    void (*fill)(Command &, const Setting &, Dice &);
    void (*perform)(const Command &, World &, People &);
    const char *sentence; ///< %d desk, %p product, %v variant, %f field, %t value, %n number.
};

constexpr std::array<Row, size_t(CommandKind::Count)> rows{{
    {CommandKind::EditProduct, "editProduct", 14, fillEditProduct, doEditProduct,
        "somebody sets %f of product %p to '%t'"},
    {CommandKind::EditVariant, "editVariant", 14, fillEditVariant, doEditVariant,
        "somebody sets %f of product %p, variant %v to '%t'"},
    {CommandKind::AddVariant, "addVariant", 3, fillNewVariant, doAddVariant,
        "somebody adds the variant '%t' to product %p"},
    {CommandKind::RemoveVariant, "removeVariant", 3, fillProduct, doRemoveVariant,
        "somebody removes variant %v of product %p"},
    {CommandKind::CreateProduct, "createProduct", 3, fillCreate, doCreate,
        "somebody makes the product '%t' with %n variants"},
    {CommandKind::DeleteProduct, "deleteProduct", 2, fillProduct, doDelete,
        "somebody deletes product %p in the catalogue"},
    {CommandKind::Approve, "approve", 16, fillApprove, doApprove, "local edits are approved (product %p, -1 for all)"},
    {CommandKind::RejectField, "rejectField", 2, fillChange, doRejectField,
        "field %v of approved change %n is rejected"},
    {CommandKind::EditProposal, "editProposal", 2, fillChange, doEditProposal,
        "field %v of approved change %n is edited to '%t'"},
    {CommandKind::TakeApprovalBack, "takeApprovalBack", 1, fillChange, doTakeBack,
        "the approval of change %n is taken back"},
    {CommandKind::RejectChange, "rejectChange", 1, fillChange, doRejectChange, "approved change %n is rejected"},
    {CommandKind::Reopen, "reopen", 3, fillChange, doReopen, "failed change %n is reopened and approved as it is"},
    {CommandKind::Send, "send", 18, fillSend, doSend, "desk %d sends"},
    {CommandKind::SendFirst, "sendFirst", 3, fillSend, doSendFirst, "desk %d sends the first %n"},
    {CommandKind::SendOne, "sendOne", 2, fillSendOne, doSendOne, "desk %d sends approved change %n alone"},
    {CommandKind::Pause, "pause", 4, fillDesk, doPause, "desk %d pauses"},
    {CommandKind::Resume, "resume", 6, fillDesk, doResume, "desk %d goes on"},
    {CommandKind::Stop, "stop", 3, fillDesk, doStop, "desk %d stops its run"},
    {CommandKind::RollBack, "rollBack", 9, fillRollBack, doRollBack,
        "desk %d rolls back, counting from the newest, batch %n"},
    {CommandKind::PlanRollback, "planRollback", 1, fillRollBack, doPlanRollback,
        "desk %d previews the rollback of batch %n"},
    {CommandKind::MaintenanceOn, "maintenanceOn", 2, fillNothing, doMaintenanceOn, "maintenance mode is switched on"},
    {CommandKind::MaintenanceOff, "maintenanceOff", 4, fillNothing, doMaintenanceOff,
        "maintenance mode is switched off"},
    {CommandKind::SafeLevel, "safeLevel", 1, fillSafeLevel, doSafeLevel, "desk %d changes its safe level"},
    {CommandKind::EndProcess, "endProcess", 4, fillDesk, doEndProcess, "the process of desk %d is killed"},
    {CommandKind::FreezeProcess, "freezeProcess", 3, fillSafeLevel, doFreeze, "the process of desk %d stands still"},
    {CommandKind::ClockJump, "clockJump", 2, fillClockJump, doClockJump,
        "the wall clock of desk %d jumps: it is %n s ahead"},
    {CommandKind::Settle, "settle", 2, fillDesk, doSettle, "desk %d settles what is open"},
    {CommandKind::Pull, "pull", 8, fillPull, doPull, "a pull; where both changed: %n (0 left, 1 ours, 2 theirs)"},
    {CommandKind::GhostEdit, "ghostEdit", 9, fillGhostEdit, doGhostEdit,
        "in Shopify somebody sets %f of product %p to '%t'"},
    {CommandKind::GhostEditVariant, "ghostEditVariant", 9, fillGhostEditVariant, doGhostEditVariant,
        "in Shopify somebody sets %f of product %p, variant %v to '%t'"},
    {CommandKind::GhostArchive, "ghostArchive", 1, fillProduct, doGhostArchive,
        "in Shopify somebody archives product %p"},
    {CommandKind::GhostAddVariant, "ghostAddVariant", 3, fillProduct, doGhostAddVariant,
        "in Shopify somebody adds a variant to product %p"},
    {CommandKind::GhostRemoveVariant, "ghostRemoveVariant", 2, fillProduct, doGhostRemoveVariant,
        "in Shopify somebody removes variant %v of product %p"},
    {CommandKind::GhostDelete, "ghostDelete", 1, fillProduct, doGhostDelete, "in Shopify somebody deletes product %p"},
    {CommandKind::RevokeToken, "revokeToken", 1, fillNothing, doRevokeToken,
        "the shop's token is revoked for a minute"},
    {CommandKind::Backup, "backup", 2, fillNothing, doBackup, "a backup of the catalogue is made"},
    {CommandKind::Restore, "restore", 3, fillBackup, doRestore,
        "the catalogue is put back to backup %n, counting from the newest"},
    {CommandKind::Replay, "replay", 5, fillReplay, doReplay, "desk %d replays the journal from backup %n on"},
    {CommandKind::PlanReplay, "planReplay", 1, fillReplay, doPlanReplay,
        "desk %d previews the replay from backup %n on"},
}};

constexpr bool inOrder()
{
    for (size_t i = 0; i < rows.size(); ++i)
        if (size_t(rows[i].kind) != i || !rows[i].name || rows[i].weight <= 0 || !rows[i].fill || !rows[i].perform)
            return false;
    return true;
}
// A kind of command without its row here, and so without a generator, does not compile.
static_assert(inOrder());

const Row &rowOf(CommandKind kind)
{
    return rows[size_t(kind)];
}

} // namespace

QString nameOf(CommandKind kind)
{
    return QString::fromLatin1(rowOf(kind).name);
}

CommandKind commandFromName(const QString &name)
{
    for (const Row &row : rows)
        if (name == QLatin1StringView(row.name))
            return row.kind;
    return CommandKind::EditProduct;
}

int weightOf(CommandKind kind)
{
    return rowOf(kind).weight;
}

void fill(Command &command, const Setting &setting, Dice &dice)
{
    rowOf(command.kind).fill(command, setting, dice);
}

void perform(const Command &command, World &world, People &people)
{
    rowOf(command.kind).perform(command, world, people);
}

QString sentence(const Command &command)
{
    QString text = QString::fromLatin1(rowOf(command.kind).sentence);
    text.replace(u"%d"_s, QString::number(command.desk + 1));
    text.replace(u"%p"_s, QString::number(command.product));
    text.replace(u"%v"_s, QString::number(command.variant));
    text.replace(u"%n"_s, QString::number(command.number));
    text.replace(u"%f"_s, command.field);
    text.replace(u"%t"_s, command.value.left(40));
    return text;
}

} // namespace Simulation
