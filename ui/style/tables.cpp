#include "ui/style/tables.h"

#include "models/paging/pagedmodel.h"
#include "ui/style/badgedelegate.h"

#include <QHeaderView>
#include <QTableView>

namespace Ui {
namespace {

int widthOf(const QTableView &table, int characters)
{
    return characters * table.fontMetrics().averageCharWidth() + 24;
}

} // namespace

QTableView *makeTable(
    QAbstractItemModel &model, const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setObjectName(objectName);
    table->setAccessibleName(accessibleName);
    table->setModel(&model);
    table->setItemDelegate(new BadgeDelegate(table));
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 14);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    for (int column = 0; column < model.columnCount(); ++column)
        if (const QVariant width = model.headerData(column, Qt::Horizontal, Models::WidthRole); width.isValid())
            header->resizeSection(column, widthOf(*table, width.toInt()));
    return table;
}

void setColumnWidths(QTableView &table, std::initializer_list<int> characters)
{
    int column = 0;
    for (const int width : characters)
        table.horizontalHeader()->resizeSection(column++, widthOf(table, width));
}

} // namespace Ui
