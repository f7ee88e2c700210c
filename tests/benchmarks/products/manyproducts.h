#pragma once

#include "sync/db/connectionsettings.h"
#include "tests/support/privatepostgres.h"

#include <QElapsedTimer>
#include <QSqlDatabase>

class QSqlTableModel;

namespace Benchmarks {

/// A private PostgreSQL, set up as Syncdesk sets up its own, with a products table of any length. Ends the program
/// when something goes wrong.
class ManyProducts final
{
    Q_DISABLE_COPY_MOVE(ManyProducts)

public:
    explicit ManyProducts(int rows);

    const Sync::ConnectionSettings &settings() const { return m_settings; }

private:
    Tests::PrivatePostgres m_postgres;
    Sync::ConnectionSettings m_settings;
};

/// The baseline: Qt's own model of the same table, which holds all of it.
class WholeTable final
{
    Q_DISABLE_COPY_MOVE(WholeTable)

public:
    explicit WholeTable(const Sync::ConnectionSettings &settings);
    ~WholeTable();

    /// Reads the table; sorted by a column, or as it comes.
    void select(int sortColumn = -1);
    QSqlTableModel &model() { return *m_model; }

private:
    QSqlDatabase m_database;
    std::unique_ptr<QSqlTableModel> m_model;
};

/// What this process holds now, in MB.
double residentMegabytes();

inline double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace Benchmarks
