#pragma once

#include "models/paging/pagedmodel.h"
#include "sync/api/engine.h"
#include "sync/api/reader.h"

#include <QAbstractTableModel>

namespace Models {

/// The approval rules in their order, held whole, and the changes somebody makes to them. Reads anew whenever another
/// desk changes something; what is being changed here is answered by changed() or changeFailed().
class RulesModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RulesModel)

public:
    enum class Column { Enabled, Name, Does };

    /// Both outlive the model, which asks at once.
    RulesModel(Sync::Engine &engine, Sync::Reader &reader, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Ticking a rule turns it on or off; the tick moves when it is saved.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The rule of a row; an empty one beyond the last.
    Sync::ApprovalRule ruleAt(int row) const { return m_rules.value(row); }
    /// -1 when it is not there.
    int rowOf(Sync::RuleId id) const;
    /// The row of the rule with a name, -1 when it is not there.
    int rowNamed(const QString &name) const;

    LoadState loadState() const { return m_loadState; }
    /// Why loadState() is Failed; what was read before stays.
    const Sync::Failure &failure() const { return m_failure; }
    bool isBusy() const { return m_isBusy; }

    void refresh();
    /// Ignored while an earlier change is on its way.
    void change(const Sync::RuleChange &change);
    /// Moves a rule up or down by a number of rows, at most to the end.
    void move(int row, int by);

Q_SIGNALS:
    void loadStateChanged();
    /// The last change was saved.
    void changed();
    void changeFailed(const Sync::Failure &failure);

private:
    QString text(const Sync::ApprovalRule &rule, Column column) const;
    void take(const QList<Sync::ApprovalRule> &rules);

    Sync::Engine &m_engine;
    Sync::Reader &m_reader;
    QList<Sync::ApprovalRule> m_rules;
    LoadState m_loadState = LoadState::Unknown;
    Sync::Failure m_failure;
    bool m_isBusy = false;
    int m_ticket = 0;
};

} // namespace Models
