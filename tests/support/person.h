#pragma once

#include "sync/db/connectionsettings.h"
#include "tests/support/demoshop.h"
#include "tests/support/sitting.h"
#include "ui/widgets/tableview.h"

#include <functional>

namespace TestSupport {

/// Somebody at the window of a Sitting, who presses keys and buttons, reads what is written, and may look into database
/// and shop to see whether it is true. What gives a bool is false, with why(), when it was waited for in vain.
class Person final
{
    Q_DISABLE_COPY_MOVE(Person)

public:
    /// All must outlive the person.
    Person(Sitting &sitting, const Sync::ConnectionSettings &database, DemoShop &shop);

    QString why() const { return m_why; }
    bool waitFor(const QString &what, const std::function<bool()> &isSo);

    /// Clicks a button once it is there, enabled, and its text contains `saying`.
    bool click(const QString &name, const QString &saying = {});
    /// Waits until the dialog is gone and turns to the window again; without a window manager nobody else does that.
    bool backToWindow();
    /// Opens a page by its entry in the rail.
    bool open(const QString &page);
    /// Waits until a table shows so many rows.
    bool seesRows(const QString &table, int rows);
    /// Goes down a table by keys to the first row in which that text stands; the table has the focus then.
    bool walkTo(const QString &table, const QString &text);
    Ui::TableView *table(const QString &name);
    /// What a cell says once its row has been read; empty when that never is.
    QString cell(const QString &table, int row, int column);
    /// Types into the field that has the focus, in place of what it holds.
    void overwrite(const QString &text);
    /// Waits until the window says that nothing runs and the database has so many finished runs of a kind.
    bool seesRunsEnd(const QString &kind, int howMany);
    /// What the status bar says of a link, "linkDatabase" or "linkShopify".
    QString link(const QString &name) const;
    /// What all visible notices say.
    QString notices() const;

    /// Pulls everything, approves and writes it, from the Overview on.
    bool fillCatalogue(int products);
    /// Opens the row of the products table and gives its title another text.
    bool editTitle(const QString &from, const QString &to);

    /// The first column of the first row of a query; empty when there is none.
    QString value(const QString &query) const;
    /// Every field of catalogue and mirror, without the counters, hashes and times that only ever grow.
    QStringList catalogue() const;
    QStringList mirror() const;
    /// What differs between two of these, a field a line: "product_type: Pens, was Lamps".
    static QStringList differences(const QStringList &now, const QStringList &before);
    /// Every field of every product in the shop, without times.
    QJsonObject shop();

private:
    /// The first column of every row, a JSON object each, numbers by their value.
    QStringList objects(const QString &query) const;

    Sitting &m_sitting;
    Sync::ConnectionSettings m_database;
    DemoShop &m_shop;
    QString m_why;
};

} // namespace TestSupport
