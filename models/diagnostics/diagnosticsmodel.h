#pragma once

#include "sync/api/engine.h"

#include <QAbstractItemModel>
#include <QSet>

#include <optional>
#include <vector>

namespace Models {

/// The checks as a tree of two levels: groups, and in them the checks that have been made. Results stream in while
/// the checks run; an older result stays visible, marked as being checked, until its new one arrives.
class DiagnosticsModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiagnosticsModel)

public:
    enum class Column { Name, Summary, Duration };
    /// Beside these, the first column has Models::BadgeRole; of a group the worst of its checks.
    enum Role {
        CheckingRole = Qt::UserRole + 100, ///< bool: a new result is awaited.
    };

    explicit DiagnosticsModel(Sync::Engine &engine, QObject *parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Runs every check; does nothing while they run.
    void runAll();
    bool isRunning() const { return m_running; }
    const QDateTime &lastRun() const { return m_lastRun; }
    /// Why the last run of checks failed as a whole, if it did.
    const std::optional<Sync::Failure> &failure() const { return m_failure; }
    QList<Sync::CheckResult> results() const;
    /// The check at an index, or null for a group.
    const Sync::CheckResult *result(const QModelIndex &index) const;
    QModelIndex indexOf(Sync::CheckGroup group) const;
    QModelIndex indexOf(const QString &checkId) const;

Q_SIGNALS:
    /// Running started or ended, or a result came in.
    void stateChanged();

private:
    struct Group
    {
        Sync::CheckGroup group;
        QList<Sync::CheckResult> results;
    };

    void take(const Sync::CheckResult &result);
    void finish(const Sync::Result<QList<Sync::CheckResult>> &answer);
    void removeMissing(const QSet<QString> &ids);
    int groupRow(Sync::CheckGroup group) const;
    QVariant groupData(const Group &group, Column column, int role) const;
    QVariant checkData(const Sync::CheckResult &result, Column column, int role) const;

    Sync::Engine &m_engine;
    std::vector<Group> m_groups;
    QSet<QString> m_awaited;
    QDateTime m_lastRun;
    std::optional<Sync::Failure> m_failure;
    bool m_running = false;
};

} // namespace Models
