#include "models/rules/rulesmodel.h"

#include "models/format/text.h"
#include "models/rules/ruletext.h"

#include <algorithm>

namespace Models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Models::RulesModel", text);
}

/// In the order of RulesModel::Column.
QList<RulesModel::ColumnType> ruleColumns()
{
    using Row = Sync::ApprovalRule;
    return {
        {.title = QT_TRANSLATE_NOOP("Models::Column", "On"),
            .text = [](const Row &) { return QString(); }, // a check, see data()
            .toolTip = ruleSentence},
        {.title = QT_TRANSLATE_NOOP("Models::Column", "Rule"),
            .text = [](const Row &rule) { return oneLine(rule.name); },
            .toolTip = ruleSentence},
        {.title = QT_TRANSLATE_NOOP("Models::Column", "What It Does"),
            .text = [](const Row &rule) { return rule.approves ? tr("Approves") : tr("Asks a person"); },
            .toolTip = ruleSentence},
    };
}

} // namespace

RulesModel::RulesModel(Sync::Engine &engine, Sync::Reader &reader, QObject *parent)
    : WholeTable(ruleColumns(), parent)
    , m_engine(engine)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::stagedChanged, this, &RulesModel::refresh);
    refresh();
}

QVariant RulesModel::data(const QModelIndex &index, int role) const
{
    const bool isCheck = checkIndex(index, CheckIndexOption::IndexIsValid) && Column(index.column()) == Column::Enabled;
    if (role == Qt::CheckStateRole && isCheck)
        return rows().at(index.row()).isActive ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::AccessibleTextRole && isCheck)
        return rows().at(index.row()).isActive ? tr("On") : tr("Off");
    return WholeTable::data(index, role);
}

bool RulesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || Column(index.column()) != Column::Enabled || m_isBusy)
        return false;
    Sync::ApprovalRule rule = rows().at(index.row());
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

int RulesModel::rowOf(Sync::RuleId id) const
{
    const auto found
        = std::find_if(rows().cbegin(), rows().cend(), [id](const Sync::ApprovalRule &rule) { return rule.id == id; });
    return found == rows().cend() ? -1 : int(found - rows().cbegin());
}

int RulesModel::rowNamed(const QString &name) const
{
    const auto found = std::find_if(rows().cbegin(), rows().cend(),
        [&name](const Sync::ApprovalRule &rule) { return rule.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == rows().cend() ? -1 : int(found - rows().cbegin());
}

QFuture<Sync::Result<QList<Sync::ApprovalRule>>> RulesModel::ask()
{
    return m_reader.approvalRules();
}

void RulesModel::refresh()
{
    if (!m_isBusy)
        WholeTable::refresh();
}

void RulesModel::change(const Sync::RuleChange &change)
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    ignoreWhatIsAsked();
    whenAnswered(m_engine.changeRules(change), this, [this](const Sync::Result<QList<Sync::ApprovalRule>> &answer) {
        m_isBusy = false;
        if (!answer) {
            refresh();
            Q_EMIT changeFailed(answer.failure());
            return;
        }
        take(answer);
        Q_EMIT changed();
    });
}

void RulesModel::move(int row, int by)
{
    const int to = std::clamp(row + by, 0, rowCount() - 1);
    if (row < 0 || row >= rowCount() || to == row)
        return;
    QList<Sync::RuleId> order;
    for (const Sync::ApprovalRule &rule : rows())
        order += rule.id;
    order.move(row, to);
    change(Sync::OrderRules{order});
}

} // namespace Models

#include "moc_rulesmodel.cpp"
