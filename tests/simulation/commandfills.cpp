#include "tests/simulation/commandfills.h"

#include "sync/api/catalogue.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/world.h"

using namespace Qt::StringLiterals;
using namespace Sync;

namespace Simulation {

namespace {

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

} // namespace

void fillNothing(Command &, const Setting &, Dice &) { }

void fillProduct(Command &command, const Setting &setting, Dice &dice)
{
    // One more than there are at the start, for those made on the way.
    command.product = dice.below(setting.products + 1);
    command.variant = dice.below(setting.variants + 1);
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

void fillSendOne(Command &command, const Setting &, Dice &dice)
{
    command.desk = dice.oneIn(3) ? 1 : 0;
    command.also = true;
    command.number = dice.below(3);
}

void fillClockJump(Command &command, const Setting &, Dice &dice)
{
    command.desk = dice.below(deskCount);
    command.number = dice.oneOf<int>({0, 150, -150, 600, -600, 3600, -3600, 86400});
}

void fillRollBack(Command &command, const Setting &, Dice &dice)
{
    command.desk = dice.oneIn(3) ? 1 : 0;
    command.number = dice.oneOf<int>({0, 0, 0, 0, 1, 1, 2, 3});
    command.product = dice.oneIn(5) ? 0 : -1;
    command.also = dice.oneIn(2);
    command.variant = dice.oneIn(4) ? 1 : 0; // puts back what somebody has changed since, too
    if (command.also && dice.oneIn(3))
        command.variant += 2; // archives what was created, instead of deleting it
    if (dice.oneIn(6))
        command.field = dice.oneOf<QString>({u"title"_s, u"vendor"_s, u"variants.price"_s, u"variants.sku"_s});
}

void fillBackup(Command &command, const Setting &, Dice &dice)
{
    command.number = dice.oneOf<int>({0, 0, 1, 2});
}

void fillReplay(Command &command, const Setting &setting, Dice &dice)
{
    fillBackup(command, setting, dice);
    command.desk = dice.oneIn(3) ? 1 : 0;
    command.variant = dice.oneIn(5) ? 1 : 0; // writes over what somebody has changed since, too
    command.also = dice.oneIn(4); // up to the middle only
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

} // namespace Simulation
