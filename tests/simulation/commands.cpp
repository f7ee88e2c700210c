#include "tests/simulation/commands.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/people.h"
#include "tests/simulation/process.h"
#include "tests/simulation/world.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Sync;

namespace Simulation {

namespace {

void fillNothing(Command &, const Setting &, Dice &) { }

void fillProduct(Command &command, const Setting &setting, Dice &dice)
{
    // One more than there are at the start, for those made on the way.
    command.product = dice.below(setting.products + 1);
    command.variant = dice.below(setting.variants + 1);
}

/// Every value typed is unlike any other by its number, so that it can be told where it went.
QString textValue(const Command &command, Dice &dice, const QString &mark)
{
    const QString unique = u"%1%2"_s.arg(mark).arg(command.id);
    return dice.oneOf<QString>({unique, unique, unique, u" %1 "_s.arg(unique), u"%1 "_s.arg(unique),
        u"=1+%1"_s.arg(unique), u"%1 <i>&amp;"_s.arg(unique), u"\u202e%1\u0301"_s.arg(unique),
        unique + QString::fromUtf8("\xf0\x9f\x96\x8a"), unique + QString(260, u'x')});
}

QString price(const Command &command, Dice &dice)
{
    const QString unique = u"%1.%2"_s.arg(15 + command.id % 10).arg(10 + command.id % 90);
    return dice.oneOf<QString>(
        {unique, unique, unique, unique, u"%1.5"_s.arg(16 + command.id % 8), u"13.13"_s, u"0"_s, u"0.00"_s, u"24"_s});
}

void productField(Command &command, Dice &dice, const QString &mark)
{
    const QStringView field = dice.oneOf<QStringView>({Field::title, Field::title, Field::vendor, Field::productType,
        Field::descriptionHtml, Field::tags, Field::seoTitle, Field::status});
    command.field = field.toString();
    if (field == Field::tags)
        command.value = listText(
            {u"%1%2"_s.arg(mark).arg(command.id), dice.oneOf<QString>({u"Blue"_s, u"blue"_s, u" office"_s, u"a"_s})});
    else if (field == Field::descriptionHtml)
        command.value = u"<p>%1%2 %3</p>"_s.arg(mark)
                            .arg(command.id)
                            .arg(dice.oneOf<QString>({u"x"_s, u"<b>bold</b>"_s, u" "_s}));
    else if (field == Field::status)
        command.value = dice.oneOf<QString>({u"active"_s, u"draft"_s, u"archived"_s});
    else if (field == Field::title && dice.oneIn(12))
        command.value = dice.oneOf<QString>({QString(), u" "_s});
    else if (dice.oneIn(12))
        command.value = QString();
    else
        command.value = textValue(command, dice, mark);
}

void variantField(Command &command, Dice &dice, const QString &mark)
{
    const QStringView field
        = dice.oneOf<QStringView>({Field::price, Field::price, Field::inventoryQuantity, Field::inventoryQuantity,
            Field::sku, Field::barcode, Field::cost, Field::compareAtPrice, Field::weight, Field::option1});
    command.field = field.toString();
    if (fieldShape(field) == FieldShape::Decimal)
        command.value = field == Field::weight ? u"0.%1"_s.arg(command.id) : price(command, dice);
    else if (field == Field::inventoryQuantity)
        command.value = QString::number(dice.oneOf<int>({0, -3, 100 + command.id, 100 + command.id, 100 + command.id}));
    else if (field == Field::option1)
        command.value = dice.oneIn(3) ? u"S1"_s : u"%1%2"_s.arg(mark).arg(command.id);
    else
        command.value = textValue(command, dice, mark);
}

void fillEditProduct(Command &command, const Setting &setting, Dice &dice)
{
    fillProduct(command, setting, dice);
    productField(command, dice, u"a"_s);
}

void fillEditVariant(Command &command, const Setting &setting, Dice &dice)
{
    fillProduct(command, setting, dice);
    variantField(command, dice, u"a"_s);
}

void fillGhostEdit(Command &command, const Setting &setting, Dice &dice)
{
    fillProduct(command, setting, dice);
    productField(command, dice, u"g"_s);
}

void fillGhostEditVariant(Command &command, const Setting &setting, Dice &dice)
{
    fillProduct(command, setting, dice);
    do
        variantField(command, dice, u"g"_s);
    while (command.field == Field::option1);
}

void fillNewVariant(Command &command, const Setting &setting, Dice &dice)
{
    fillProduct(command, setting, dice);
    command.value = dice.oneIn(4) ? u"S1"_s : u"V%1"_s.arg(command.id);
}

void fillCreate(Command &command, const Setting &, Dice &dice)
{
    command.value = textValue(command, dice, u"new "_s);
    command.number = 1 + dice.below(2);
}

void fillApprove(Command &command, const Setting &setting, Dice &dice)
{
    command.product = dice.oneIn(3) ? dice.below(setting.products + 1) : -1;
}

void fillChange(Command &command, const Setting &, Dice &dice)
{
    command.number = dice.below(3);
    command.variant = dice.below(3);
    command.value = textValue(command, dice, u"p"_s);
}

void fillDesk(Command &command, const Setting &, Dice &dice)
{
    command.desk = dice.below(deskCount);
}

void fillSend(Command &command, const Setting &, Dice &dice)
{
    command.desk = dice.oneIn(3) ? 1 : 0;
    command.also = !dice.oneIn(4);
    command.number = 1 + dice.below(2);
}

void fillRollBack(Command &command, const Setting &, Dice &dice)
{
    command.desk = dice.oneIn(3) ? 1 : 0;
    command.number = dice.oneOf<int>({0, 0, 0, 0, 1, 1, 2, 3});
    command.product = dice.oneIn(5) ? 0 : -1;
    command.also = dice.oneIn(2);
    command.variant = dice.oneIn(4) ? 1 : 0; // puts back what somebody has changed since, too
}

void fillSafeLevel(Command &command, const Setting &, Dice &dice)
{
    command.desk = dice.below(deskCount);
    command.also = dice.oneIn(2);
}

void fillPull(Command &command, const Setting &, Dice &dice)
{
    command.number = dice.below(3);
}

RollbackRequest rollbackRequest(const Command &command, World &world, const People &people)
{
    RollbackRequest request{
        .batch = people.batch(command.number), .restoreConflicts = command.variant == 1, .deleteCreated = command.also};
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
void doSend(const Command &c, World &w, People &)
{
    w.desk(c.desk).send({.overrideBreaker = c.also}, c.id);
}
void doSendFirst(const Command &c, World &w, People &)
{
    w.desk(c.desk).send({.sendFirst = c.number, .overrideBreaker = c.also}, c.id);
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
    if (Process *process = w.desk(c.desk).process())
        process->freeze(c.also ? 100s : 45s);
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
    {CommandKind::Send, "send", 18, fillSend, doSend, "desk %d sends"},
    {CommandKind::SendFirst, "sendFirst", 3, fillSend, doSendFirst, "desk %d sends the first %n"},
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
