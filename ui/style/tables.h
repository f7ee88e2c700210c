#pragma once

#include <QString>

#include <initializer_list>

class QTableView;
class QWidget;
class QAbstractItemModel;

namespace Ui {

/// A table as every page shows one: whole rows, no grid, one row height, BadgeDelegate, nothing sized to contents.
/// Columns take their width from Models::WidthRole where the model tells it; the last one fills the rest.
QTableView *makeTable(
    QAbstractItemModel &model, const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
/// Sets column widths in characters, for models that do not tell them.
void setColumnWidths(QTableView &table, std::initializer_list<int> characters);

} // namespace Ui
