#include "app/cli/plantext.h"

#include "app/cli/fieldtext.h"
#include "app/cli/output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace App {

namespace {

constexpr qsizetype mostCharacters = 32;

QString fateText(Sync::RollbackFate fate)
{
    switch (fate) {
    case Sync::RollbackFate::WillRestore:
        return QCoreApplication::translate("App::Plan", "write");
    case Sync::RollbackFate::AlreadyBack:
        return QCoreApplication::translate("App::Plan", "holds already");
    case Sync::RollbackFate::ChangedSince:
        return QCoreApplication::translate("App::Plan", "changed since");
    case Sync::RollbackFate::Impossible:
        return QCoreApplication::translate("App::Plan", "cannot");
    case Sync::RollbackFate::OutcomeUnknown:
        break;
    }
    return QCoreApplication::translate("App::Plan", "unknown");
}

QString shown(const QString &text)
{
    return text.size() > mostCharacters ? text.left(mostCharacters - 1) + u'…' : text;
}

QString titleOf(const Sync::RollbackItem &item)
{
    return item.variantTitle.isEmpty() ? item.title : item.title + u" / " + item.variantTitle;
}

QString whereText(const Sync::RollbackItem &item)
{
    return item.remote ? u"Shopify"_s : QCoreApplication::translate("App::Plan", "here");
}

QString partText(const Sync::RollbackItem &item)
{
    return item.field.isEmpty() ? QCoreApplication::translate("App::Plan", "whole")
                                : fieldPathText(item.field, item.place, item.media);
}

/// On one line whatever it holds, and no two values alike.
QString quoted(const QString &text)
{
    const QByteArray json = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    QString line;
    for (const QChar character : QString::fromUtf8(json.mid(1, json.size() - 2))) {
        const bool isUnseen
            = character.category() == QChar::Other_Control || character.category() == QChar::Other_Format;
        line += isUnseen ? u"\\u%1"_s.arg(int(character.unicode()), 4, 16, QChar(u'0')) : QString(character);
    }
    return line;
}

/// What the table has no room for: values that it cuts, and all that a product or variants come back with.
QString inFull(const Sync::RollbackItem &item)
{
    QString lines;
    const auto add
        = [&lines](const QString &name, const QString &value) { lines += u"  " + plain(name) + u": " + value + u'\n'; };
    const auto value
        = [&item](const std::optional<QString> &side) { return fieldValueText(item.field, side, item.media); };
    const std::pair<QString, const std::optional<QString> &> sides[]
        = {{QCoreApplication::translate("App::Plan", "before"), item.before},
            {QCoreApplication::translate("App::Plan", "written"), item.written},
            {QCoreApplication::translate("App::Plan", "now"), item.now}};
    const bool isCut = std::any_of(std::cbegin(sides), std::cend(sides),
        [&value](const auto &side) { return value(side.second).size() > mostCharacters; });
    if (isCut)
        for (const auto &[name, side] : sides)
            add(name, side ? quoted(value(side)) : value(side));
    for (const Sync::RollbackValue &each : item.whole)
        add(each.variantTitle.isEmpty() ? each.field : each.variantTitle + u" / " + each.field, quoted(each.value));
    if (lines.isEmpty())
        return {};
    return plain(titleOf(item)) + u", " + plain(partText(item)) + u", " + whereText(item) + u":\n" + lines;
}

} // namespace

QString planTable(const QList<Sync::RollbackItem> &items)
{
    const auto head = [](const char *text) { return QCoreApplication::translate("App::Plan", text); };
    QList<QStringList> rows{
        {head(QT_TRANSLATE_NOOP("App::Plan", "what")), head(QT_TRANSLATE_NOOP("App::Plan", "product")),
            head(QT_TRANSLATE_NOOP("App::Plan", "field")), head(QT_TRANSLATE_NOOP("App::Plan", "where")),
            head(QT_TRANSLATE_NOOP("App::Plan", "before")), head(QT_TRANSLATE_NOOP("App::Plan", "written")),
            head(QT_TRANSLATE_NOOP("App::Plan", "now")), head(QT_TRANSLATE_NOOP("App::Plan", "reason"))}};
    for (const Sync::RollbackItem &item : items) {
        const auto value = [&item](const std::optional<QString> &side) {
            return shown(fieldValueText(item.field, side, item.media));
        };
        rows.append({fateText(item.fate), titleOf(item), partText(item), whereText(item), value(item.before),
            value(item.written), value(item.now), item.reason});
    }
    QString full;
    for (const Sync::RollbackItem &item : items)
        full += inFull(item);
    if (full.isEmpty())
        return textTable(rows);
    return textTable(rows) + u'\n' + QCoreApplication::translate("App::Plan", "In full:") + u'\n' + full;
}

QString planText(const Sync::RollbackPlan &plan)
{
    QString text = QCoreApplication::translate("App::Cli",
        "Rolling back batch %1 touches %2 products.\n"
        "%3 fields will be restored, %4 are back already, %5 were changed since and are left alone, "
        "%6 cannot be restored, %7 were never settled.")
                       .arg(plan.batch.value)
                       .arg(plan.products)
                       .arg(plan.willRestore)
                       .arg(plan.alreadyBack)
                       .arg(plan.changedSince)
                       .arg(plan.impossible)
                       .arg(plan.unknown);
    if (plan.created > 0)
        text += u'\n'
            + QCoreApplication::translate("App::Cli",
                "What the batch created in Shopify is kept there, archived or deleted by --creates keep, archive or "
                "delete.");
    if (!plan.items.isEmpty())
        text += u'\n' + planTable(plan.items);
    return text;
}

} // namespace App
