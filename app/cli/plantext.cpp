#include "app/cli/plantext.h"

#include "app/cli/fieldtext.h"
#include "app/cli/output.h"

#include <QCoreApplication>

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
        const QString title
            = item.variantTitle.isEmpty() ? item.title : item.title.left(mostCharacters) + u" / " + item.variantTitle;
        const auto value = [&item](const std::optional<QString> &side) {
            return shown(fieldValueText(item.field, side, item.media));
        };
        rows.append({fateText(item.fate), shown(title),
            item.field.isEmpty() ? QCoreApplication::translate("App::Plan", "whole")
                                 : fieldPathText(item.field, item.place, item.media),
            item.remote ? u"Shopify"_s : QCoreApplication::translate("App::Plan", "here"), value(item.before),
            value(item.written), value(item.now), item.reason});
    }
    return textTable(rows);
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
