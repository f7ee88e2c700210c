#pragma once

#include "models/paging/wholetable.h"
#include "sync/api/engine.h"
#include "sync/api/reader.h"

namespace Models {

/// The approval rules in their order, held whole, and the changes somebody makes to them. Reads anew whenever another
/// desk changes something; what is being changed here is answered by changed() or changeFailed().
class RulesModel final : public WholeTable<Sync::ApprovalRule>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RulesModel)

public:
    enum class Column { Enabled, Name, Does };

    /// Both outlive the model, which asks at once.
    RulesModel(Sync::Engine &engine, Sync::Reader &reader, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Ticking a rule turns it on or off; the tick moves when it is saved.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// The rule of a row; an empty one beyond the last.
    Sync::ApprovalRule ruleAt(int row) const { return rowAt(row); }
    /// -1 when it is not there.
    int rowOf(Sync::RuleId id) const;
    /// The row of the rule with a name, -1 when it is not there.
    int rowNamed(const QString &name) const;

    bool isBusy() const { return m_isBusy; }

    /// While a change is on its way nothing is read: its answer brings the rules.
    void refresh() override;
    /// Ignored while an earlier change is on its way.
    void change(const Sync::RuleChange &change);
    /// Moves a rule up or down by a number of rows, at most to the end.
    void move(int row, int by);

Q_SIGNALS:
    /// The last change was saved.
    void changed();
    void changeFailed(const Sync::Failure &failure);

private:
    QFuture<Sync::Result<QList<Sync::ApprovalRule>>> ask() override;

    Sync::Engine &m_engine;
    Sync::Reader &m_reader;
    bool m_isBusy = false;
};

} // namespace Models
