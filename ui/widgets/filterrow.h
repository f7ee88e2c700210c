#pragma once

#include <QWidget>

class QAbstractButton;
class QComboBox;
class QPushButton;

namespace Ui {

class FlowLayout;
class SearchBox;

/// The filters above a table in a row: what to look for, what to choose from, and the way back to everything. It says
/// that something was changed; what that means for a query is its owner's.
class FilterRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterRow)

public:
    /// Object and accessible name of a widget.
    struct Name
    {
        QString object;
        QString accessible;
    };

    FilterRow(const Name &search, const QString &placeholder, const QString &clearName, QWidget *parent = nullptr);

    SearchBox &search() { return *m_search; }
    /// A combo box whose changes are announced, to be filled by the owner.
    QComboBox *addChoice(const Name &name);
    /// Something that is on or off.
    QAbstractButton *addSwitch(const QString &text, const QString &objectName);
    /// A button "Run 7 ✕" that takes a filter by a run away. The owner connects it.
    QPushButton *addRunButton(const QString &objectName, const QString &toolTip);
    static void showRun(QPushButton &button, qint64 run);
    /// Whether "Clear Filter" is offered.
    void setFiltering(bool filtering);

Q_SIGNALS:
    /// Somebody changed one of the filters.
    void changed();
    void clearRequested();
    /// Down or Return in the search box: on to the rows.
    void rowsWanted();

private:
    void add(QWidget *widget);

    SearchBox *m_search;
    QPushButton *m_clear;
    FlowLayout *m_layout;
    int m_added = 0;
};

} // namespace Ui
