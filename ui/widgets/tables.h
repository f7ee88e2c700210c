#pragma once

#include <QString>

#include <initializer_list>

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace Ui {

class TableView;

/// A TableView over a model, whose last column fills the rest.
TableView *makeTable(
    QAbstractItemModel &model, const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
/// Sets column widths in characters, for models that do not tell them.
void setColumnWidths(QTableView &table, std::initializer_list<int> characters);

} // namespace Ui
