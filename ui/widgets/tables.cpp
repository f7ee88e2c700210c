#include "ui/widgets/tables.h"

#include "ui/widgets/naming.h"
#include "ui/widgets/tableview.h"

#include <QHeaderView>

namespace Ui {

TableView *makeTable(
    QAbstractItemModel &model, const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    TableView *table = named(new TableView(parent), objectName, accessibleName);
    table->setModel(&model);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

void setColumnWidths(QTableView &table, std::initializer_list<int> characters)
{
    int column = 0;
    for (const int width : characters)
        table.horizontalHeader()->resizeSection(column++, width * table.fontMetrics().averageCharWidth() + 24);
}

} // namespace Ui
