#include "ui/rules/fieldlist.h"

#include "models/rules/ruletext.h"
#include "sync/api/approvalrule.h"
#include "ui/widgets/naming.h"

using namespace Qt::StringLiterals;

namespace Ui {

FieldList::FieldList(QWidget *parent)
    : QListWidget(parent)
{
    named(this, u"ruleFields"_s, tr("Fields"));
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setViewportMargins(6, 6, 6, 6);
    setFixedHeight(fontMetrics().height() * 12);
}

void FieldList::fill(const QStringList &patterns)
{
    clear();
    QStringList names = Sync::ruleFields();
    for (const QString &pattern : patterns)
        if (!names.contains(pattern))
            names += pattern;
    for (const QString &name : std::as_const(names))
        add(name, patterns.contains(name) ? Qt::Checked : Qt::Unchecked);
    layOut();
}

void FieldList::tick(const QString &pattern)
{
    QListWidgetItem *found = nullptr;
    for (int i = 0; i < count() && !found; ++i)
        if (item(i)->data(Qt::UserRole).toString() == pattern)
            found = item(i);
    if (found) {
        found->setCheckState(Qt::Checked);
    } else {
        found = add(pattern, Qt::Checked);
        layOut();
    }
    scrollToItem(found);
}

QStringList FieldList::ticked() const
{
    QStringList chosen;
    for (int i = 0; i < count(); ++i)
        if (item(i)->checkState() == Qt::Checked)
            chosen += item(i)->data(Qt::UserRole).toString();
    return chosen;
}

QListWidgetItem *FieldList::add(const QString &pattern, Qt::CheckState state)
{
    auto *added = new QListWidgetItem(Models::ruleFieldLabel(pattern), this);
    added->setData(Qt::UserRole, pattern);
    added->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    added->setCheckState(state);
    return added;
}

/// Columns as wide as the longest name, with some room to the next.
void FieldList::layOut()
{
    setGridSize({sizeHintForColumn(0) + fontMetrics().averageCharWidth() * 2, sizeHintForRow(0) + 4});
}

} // namespace Ui

#include "moc_fieldlist.cpp"
