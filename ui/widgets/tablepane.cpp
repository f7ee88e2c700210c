#include "ui/widgets/tablepane.h"

#include "models/format/text.h"
#include "models/paging/pagedmodel.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace Ui {
namespace {

constexpr auto retryInterval = 8s;

} // namespace

using Models::LoadState;

TablePane::TablePane(Models::PagedModel &model, TableView *table, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(table)
    , m_empty(new EmptyState(this))
    , m_notice(new NoticeBar(this))
    , m_stack(new QStackedLayout)
    , m_retry(new QAction(tr("Try Again"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_notice);
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_retrySoon.setSingleShot(true);
    m_retrySoon.setInterval(retryInterval);
    connect(m_retry, &QAction::triggered, &model, &Models::PagedModel::retry);
    connect(&m_retrySoon, &QTimer::timeout, &model, &Models::PagedModel::retry);
    connect(&model, &Models::PagedModel::loadStateChanged, this, &TablePane::update);
    connect(&model, &Models::PagedModel::orderChanged, this, &TablePane::update);
    m_table->setModel(&model);
    update();
}

void TablePane::setEmptyContent(std::function<void(EmptyState &)> content)
{
    m_emptyContent = std::move(content);
    update();
}

void TablePane::update()
{
    updateNotice();
    const LoadState state = m_model.loadState();
    if (m_model.rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    if (state == LoadState::Ready && m_emptyContent)
        m_emptyContent(*m_empty);
    else if (state == LoadState::Failed)
        m_empty->setContent(tr("Nothing to Show"), tr("The rows could not be read; see above."));
    else
        m_empty->setContent(tr("Loading\u2026"), {});
    m_stack->setCurrentWidget(m_empty);
}

void TablePane::updateNotice()
{
    const bool failed = m_model.loadState() == LoadState::Failed;
    // While a retry is under way the notice stays: it must not flicker with each attempt.
    if (!failed) {
        m_retrySoon.stop();
        if (m_model.loadState() == LoadState::Ready) {
            m_notice->clear();
            m_table->setStale(false);
        }
        return;
    }
    Sync::Failure failure = m_model.failure();
    if (failure.isTransient()) {
        // What is being done about it, said once, takes the place of what else could be.
        failure.remedy = tr("Next try in %n s.", nullptr, int(retryInterval / 1s));
        m_retrySoon.start();
    }
    QString more;
    if (m_model.rowCount() > 0)
        more = tr("Shown as of %1.").arg(Models::localTime(m_model.loadedAt()));
    m_notice->showFailure(failure, more, {m_retry});
    m_table->setStale(m_model.rowCount() > 0);
}

} // namespace Ui

#include "moc_tablepane.cpp"
