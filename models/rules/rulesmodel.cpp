#include "models/rules/rulesmodel.h"

#include "models/format/text.h"
#include "models/paging/answer.h"
#include "models/rules/ruletext.h"

#include <algorithm>

namespace Models {

RulesModel::RulesModel(Sync::Engine &engine, Sync::Reader &reader, QObject *parent)
    : QAbstractTableModel(parent)
    , m_engine(engine)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::stagedChanged, this, &RulesModel::refresh);
    refresh();
}

int RulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rules.size());
}

int RulesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Column::Does) + 1;
}

QString RulesModel::text(const Sync::ApprovalRule &rule, Column column) const
{
    switch (column) {
    case Column::Enabled:
        return rule.isActive ? tr("On") : tr("Off");
    case Column::Name:
        return oneLine(rule.name);
    case Column::Does:
        return rule.approves ? tr("Approves") : tr("Asks a person");
    }
    return {};
}

QVariant RulesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Sync::ApprovalRule &rule = m_rules.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(rule, column);
    case Qt::CheckStateRole:
        return column == Column::Enabled ? QVariant(rule.isActive ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::ToolTipRole:
        return ruleSentence(rule);
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal).toString() % u", " % text(rule, column));
    default:
        return {};
    }
}

bool RulesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || Column(index.column()) != Column::Enabled || m_isBusy)
        return false;
    Sync::ApprovalRule rule = m_rules.at(index.row());
    const bool isActive = value.toInt() == Qt::Checked;
    if (rule.isActive == isActive)
        return false;
    rule.isActive = isActive;
    change(Sync::SaveRule{rule});
    return true;
}

Qt::ItemFlags RulesModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && Column(index.column()) == Column::Enabled)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant RulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Enabled:
        return tr("State");
    case Column::Name:
        return tr("Rule");
    case Column::Does:
        return tr("What It Does");
    }
    return {};
}

int RulesModel::rowOf(Sync::RuleId id) const
{
    const auto found
        = std::find_if(m_rules.begin(), m_rules.end(), [id](const Sync::ApprovalRule &rule) { return rule.id == id; });
    return found == m_rules.end() ? -1 : int(found - m_rules.begin());
}

int RulesModel::rowNamed(const QString &name) const
{
    const auto found = std::find_if(m_rules.begin(), m_rules.end(),
        [&name](const Sync::ApprovalRule &rule) { return rule.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == m_rules.end() ? -1 : int(found - m_rules.begin());
}

void RulesModel::refresh()
{
    if (m_isBusy)
        return; // the answer to the change brings the rules
    m_loadState = LoadState::Loading;
    whenAnswered(m_reader.approvalRules(), this,
        [this, ticket = ++m_ticket](const Sync::Result<QList<Sync::ApprovalRule>> &answer) {
            if (ticket != m_ticket)
                return;
            m_loadState = answer ? LoadState::Ready : LoadState::Failed;
            if (answer)
                take(*answer);
            else
                m_failure = answer.failure();
            Q_EMIT loadStateChanged();
        });
}

void RulesModel::change(const Sync::RuleChange &change)
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    ++m_ticket; // what is being read is older than this
    whenAnswered(m_engine.changeRules(change), this, [this](const Sync::Result<QList<Sync::ApprovalRule>> &answer) {
        m_isBusy = false;
        if (!answer) {
            refresh();
            Q_EMIT changeFailed(answer.failure());
            return;
        }
        m_loadState = LoadState::Ready;
        take(*answer);
        Q_EMIT loadStateChanged();
        Q_EMIT changed();
    });
}

void RulesModel::move(int row, int by)
{
    const int to = std::clamp(row + by, 0, rowCount() - 1);
    if (row < 0 || row >= rowCount() || to == row)
        return;
    QList<Sync::RuleId> order;
    for (const Sync::ApprovalRule &rule : std::as_const(m_rules))
        order += rule.id;
    order.move(row, to);
    change(Sync::OrderRules{order});
}

void RulesModel::take(const QList<Sync::ApprovalRule> &rules)
{
    if (rules == m_rules)
        return;
    beginResetModel();
    m_rules = rules;
    endResetModel();
}

} // namespace Models

#include "moc_rulesmodel.cpp"
