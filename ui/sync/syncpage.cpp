#include "ui/sync/syncpage.h"

#include "models/format/text.h"
#include "models/paging/answer.h"
#include "models/progress/progresstext.h"
#include "ui/progress/progresspanel.h"
#include "ui/send/senddialog.h"
#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/sync/preflightlist.h"
#include "ui/sync/pullpartform.h"

#include <QButtonGroup>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

using Models::RunChoice;

constexpr int mostVendors = 500;
/// Below this width, in characters, the cards stand one above the other.
constexpr int twoAbreast = 100;

/// Of the notice that a pull was interrupted.
QString unfinishedKey()
{
    return u"unfinished"_s;
}

} // namespace

SyncPage::SyncPage(
    Sync::Engine &engine, Sync::Reader &reader, Models::RunMonitor &run, Models::WorkQueue &work, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_reader(reader)
    , m_run(run)
    , m_work(work)
    , m_frame(new PageFrame(name().title))
    , m_cards(new QHBoxLayout)
    , m_choices(new QButtonGroup(this))
    , m_preflight(new PreflightList)
    , m_part(new PullPartForm)
    , m_blocked(textLabel({}))
    , m_start(button(tr("Pull from Shopify"), u"startRun"_s, ButtonKind::Primary))
    , m_prepare(button(tr("Prepare My Edits"), u"prepareEdits"_s))
    , m_reconnect(button(tr("Try Again"), u"reconnect"_s))
    , m_diagnose(button(tr("Diagnose"), u"diagnoseLink"_s))
    , m_progress(new ProgressPanel(run))
{
    setObjectName(u"syncPage"_s);
    build();
    connect(m_choices, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            update();
    });
    connect(m_part, &PullPartForm::changed, this, &SyncPage::update);
    connect(m_start, &QPushButton::clicked, this, &SyncPage::start);
    connect(m_prepare, &QPushButton::clicked, this, &SyncPage::prepareEdits);
    connect(m_reconnect, &QPushButton::clicked, this, [this] { m_engine.reconnect(); });
    connect(m_diagnose, &QPushButton::clicked, this, [this] {
        Q_EMIT openRequested(u"diagnostics"_s, {{u"group"_s, m_brokenLink}});
    });
    connect(&m_progress->result(), &ResultPanel::openRequested, this, &SyncPage::openRequested);
    connect(&m_progress->result(), &ResultPanel::overrideRequested, this, [this] { askToSend(m_run.failure()); });
    connect(&m_progress->result(), &ResultPanel::retryRequested, this, &SyncPage::retry);
    connect(&m_engine, &Sync::Engine::stateChanged, this, [this] { update(); });
    connect(&m_run, &Models::RunMonitor::changed, this, &SyncPage::update);
    connect(&m_run, &Models::RunMonitor::finished, this, &SyncPage::readPullState);
    connect(&m_reader, &Sync::Reader::historyChanged, this, [this] {
        if (isVisible())
            readPullState();
    });
    connect(&m_run, &Models::RunMonitor::finished, &m_work, &Models::WorkQueue::refresh);
    connect(&m_work, &Models::WorkQueue::changed, this, &SyncPage::update);
    setChoice(RunChoice::PullChanged);
    showPullState();
    update();
}

void SyncPage::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_frame);
    QPushButton *schedules = button(tr("Schedules…"), u"openSchedules"_s);
    schedules->setToolTip(tr("What starts by itself, and when"));
    connect(schedules, &QPushButton::clicked, this, &SyncPage::schedulesRequested);
    m_frame->addHeaderWidget(schedules);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(16);
    m_cards->setSpacing(16);
    m_cards->addWidget(buildChoices(), 5);
    m_cards->addWidget(buildPreflight(), 6);
    column->addLayout(m_cards);
    QVBoxLayout *progress = nullptr;
    QFrame *card = makeCard({}, progress);
    progress->addWidget(m_progress, 1);
    column->addWidget(card, 1);
    m_frame->body()->addWidget(makeScroll(content, u"syncScroll"_s, name().title));
}

QWidget *SyncPage::buildChoices()
{
    QVBoxLayout *content = nullptr;
    QFrame *card = makeCard(tr("What to Do"), content);
    content->setSpacing(4);
    m_changedMeaning = addChoice(RunChoice::PullChanged, tr("Pull What Changed"), {}, content);
    addChoice(RunChoice::PullFull, tr("Pull Everything"), tr("Reads the whole shop anew."), content);
    m_partMeaning = addChoice(RunChoice::PullPart, tr("Pull a Part"), {}, content);
    content->addWidget(m_part);
    addChoice(
        RunChoice::Apply, tr("Write to the Catalogue"), tr("Writes approved changes from Shopify here."), content);
    addChoice(RunChoice::Push, tr("Send to Shopify"), tr("Sends approved edits from here to the shop."), content);
    content->addStretch();
    return card;
}

QLabel *SyncPage::addChoice(RunChoice choice, const QString &name, const QString &meaning, QVBoxLayout *layout)
{
    static constexpr const char16_t *names[]
        = {u"choiceChanged", u"choiceFull", u"choicePart", u"choiceApply", u"choicePush"};
    auto *radio = new QRadioButton(name);
    radio->setObjectName(QString::fromUtf16(names[int(choice)]));
    radio->setAccessibleName(name);
    radio->setAccessibleDescription(meaning);
    m_choices->addButton(radio, int(choice));
    layout->addWidget(radio);
    QLabel *label = mutedLabel(meaning, TextSize::Small);
    label->setContentsMargins(markIndent(*radio), 0, 0, 4);
    layout->addWidget(label);
    return label;
}

QWidget *SyncPage::buildPreflight()
{
    QVBoxLayout *content = nullptr;
    QFrame *card = makeCard(tr("Before It Starts"), content);
    content->addWidget(m_preflight);
    content->addStretch();
    m_blocked->setObjectName(u"blockedBy"_s);
    m_blocked->setProperty("role", u"bad"_s);
    content->addWidget(m_blocked);
    auto *buttons = new FlowLayout;
    for (QPushButton *each : {m_start, m_prepare, m_reconnect, m_diagnose})
        buttons->addWidget(each);
    content->addLayout(buttons);
    return card;
}

void SyncPage::showWith(const QVariantMap &filter)
{
    const QString wanted = filter.value(u"choice"_s).toString();
    if (wanted == u"changed")
        setChoice(RunChoice::PullChanged);
    else if (wanted == u"full")
        setChoice(RunChoice::PullFull);
    else if (wanted == u"part")
        setChoice(RunChoice::PullPart);
    else if (wanted == u"apply")
        setChoice(RunChoice::Apply);
    else if (wanted == u"push")
        setChoice(RunChoice::Push);
    m_work.refresh();
}

// The vendors to choose from; without them one can still be typed.
void SyncPage::refresh()
{
    m_work.refresh();
    readPullState();
    Models::whenAnswered(m_reader.vendors(mostVendors), this, [this](const Sync::Result<QStringList> &vendors) {
        if (vendors)
            m_part->setVendors(*vendors);
    });
}

void SyncPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void SyncPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_cards->setDirection(
        width() < twoAbreast * fontMetrics().averageCharWidth() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QWidget *SyncPage::firstFocus()
{
    return m_choices->checkedButton();
}

RunChoice SyncPage::choice() const
{
    return RunChoice(m_choices->checkedId());
}

void SyncPage::setChoice(RunChoice choice)
{
    m_choices->button(int(choice))->setChecked(true);
}

void SyncPage::start()
{
    if (Models::blocker(preflight()))
        return;
    switch (choice()) {
    case RunChoice::PullChanged:
        pull({.scope = Sync::PullScope::Incremental});
        break;
    case RunChoice::PullFull:
        pull({.scope = Sync::PullScope::Full});
        break;
    case RunChoice::PullPart:
        if (const std::optional<Sync::PullRequest> part = m_part->request())
            pull(*part);
        break;
    case RunChoice::Apply:
        m_lastRequest = Sync::ApplyRequest{};
        m_run.start(*m_lastRequest);
        break;
    case RunChoice::Push:
        askToSend(std::nullopt);
        break;
    }
}

void SyncPage::pull(const Sync::PullRequest &request)
{
    m_lastRequest = request;
    m_run.start(*m_lastRequest);
}

// A pull that broke off is taken up rather than begun anew.
void SyncPage::retry()
{
    if (!m_lastRequest)
        return;
    if (std::holds_alternative<Sync::PullRequest>(*m_lastRequest) && m_pulled && m_pulled->unfinished)
        pull({.resume = true});
    else
        m_run.start(*m_lastRequest);
}

void SyncPage::readPullState()
{
    Models::whenAnswered(m_reader.pullState(), this, [this](const Sync::Result<Sync::PullState> &state) {
        m_pulled.reset();
        if (state)
            m_pulled = *state;
        showPullState();
        update();
    });
}

// What changed, and a part, can be pulled alone only where the whole was read once.
void SyncPage::showPullState()
{
    const bool isPossible = !m_pulled || m_pulled->isComplete;
    const QString notYet = tr("Possible once everything has been pulled.");
    QString changed = tr("Reads what was changed, added or deleted in Shopify since the last pull.");
    if (m_pulled && m_pulled->pulledAt.isValid())
        changed = tr("Reads what was changed, added or deleted in Shopify since the last pull, %1.")
                      .arg(Models::localTime(m_pulled->pulledAt));
    const QString part = tr("Reads a vendor, a product type, a collection, or what changed since a time.");
    const auto set = [&](RunChoice choice, QLabel *label, const QString &meaning) {
        label->setText(isPossible ? meaning : notYet);
        m_choices->button(int(choice))->setAccessibleDescription(label->text());
        m_choices->button(int(choice))->setEnabled(isPossible);
    };
    set(RunChoice::PullChanged, m_changedMeaning, changed);
    set(RunChoice::PullPart, m_partMeaning, part);
    if (!isPossible && (choice() == RunChoice::PullChanged || choice() == RunChoice::PullPart))
        setChoice(RunChoice::PullFull);
    offerToGoOn();
}

void SyncPage::askToSend(const std::optional<Sync::Failure> &held)
{
    if (!m_run.desk() || m_run.isActive())
        return;
    auto *dialog = new SendDialog(m_reader, *m_run.desk(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (held)
        dialog->setHeld(*held);
    connect(dialog, &SendDialog::confirmed, this, [this](const Sync::PushRequest &request) {
        m_lastRequest = request;
        m_run.start(request);
    });
    dialog->open();
}

void SyncPage::prepareEdits()
{
    m_preparing = true;
    update();
    Models::whenAnswered(m_engine.stageLocalEdits(), this, [this](const Sync::Result<qint64> &staged) {
        m_preparing = false;
        m_work.refresh();
        if (!staged) {
            m_frame->notices().showFailure(u"prepare"_s, staged.failure(), tr("Try Again"), [this] { prepareEdits(); });
        } else if (*staged == 0) {
            m_frame->notices().show(
                {u"prepare"_s, Models::Tone::Info, tr("No product was edited since the last send.")});
        } else {
            m_frame->notices().show({u"prepare"_s, Models::Tone::Info,
                *staged == 1 ? tr("1 edit is ready for review.")
                             : tr("%1 edits are ready for review.").arg(Models::count(*staged)),
                tr("Review"), [this] {
                    Q_EMIT openRequested(u"review"_s, {{u"tab"_s, u"pending"_s}, {u"direction"_s, u"push"_s}});
                }});
        }
        update();
    });
}

QList<Models::PreflightLine> SyncPage::preflight() const
{
    const bool partIsNamed = m_part->request().has_value();
    return Models::preflight({m_run.desk(), m_run.state(), m_run.kind(), m_work.counts(), partIsNamed}, choice());
}

void SyncPage::update()
{
    const QList<Models::PreflightLine> lines = preflight();
    m_part->setVisible(choice() == RunChoice::PullPart);
    m_frame->setSubtitle(m_run.isActive() ? tr("A run is going on; it is shown below.") : tr("Choose, check, start."));
    m_preflight->setLines(lines);
    updateButtons(Models::blocker(lines));
    if (m_run.isActive())
        m_frame->notices().clear(unfinishedKey());
    const bool held = m_run.failure() && m_run.failure()->kind == Sync::FailureKind::BreakerHeld
        && choice() == RunChoice::Push && !Models::blocker(lines);
    m_progress->result().offerOverride(held);
}

// Only when it has been read anew: whoever has closed it need not see it again with every change elsewhere.
void SyncPage::offerToGoOn()
{
    if (m_run.isActive() || !m_pulled || !m_pulled->unfinished) {
        m_frame->notices().clear(unfinishedKey());
        return;
    }
    const Sync::UnfinishedPull &unfinished = *m_pulled->unfinished;
    const QString begun = Models::localTime(unfinished.startedAt);
    const QString what = unfinished.bytes > 0
        ? tr("The pull of %1 was interrupted. The %2 it had read are kept; nothing in the catalogue was changed.")
              .arg(begun, QLocale().formattedDataSize(unfinished.bytes, 1, QLocale::DataSizeSIFormat))
        : tr("The pull of %1 was interrupted. Nothing in the catalogue was changed.").arg(begun);
    m_frame->notices().show(
        {unfinishedKey(), Models::Tone::Attention, what, tr("Go On with It"), [this] { pull({.resume = true}); }});
}

void SyncPage::updateButtons(const std::optional<Models::PreflightLine> &blocking)
{
    const bool push = choice() == RunChoice::Push;
    const qint64 approved = m_work.counts().approvedPush.value_or(0);
    switch (choice()) {
    case RunChoice::PullChanged:
    case RunChoice::PullFull:
    case RunChoice::PullPart:
        m_start->setText(tr("Pull from Shopify"));
        break;
    case RunChoice::Apply:
        m_start->setText(tr("Write to the Catalogue"));
        break;
    case RunChoice::Push:
        m_start->setText(approved > 1 ? tr("Send %1 Changes…").arg(Models::count(approved)) : tr("Send to Shopify…"));
        break;
    }
    const QString reason = blocking ? tr("%1: %2").arg(blocking->name, blocking->sentence) : QString();
    m_start->setEnabled(!blocking);
    m_start->setToolTip(reason);
    m_start->setAccessibleName(m_start->text());
    m_start->setAccessibleDescription(reason);
    // The line itself says why; a run of ours is no trouble, and the panel below shows it.
    m_blocked->setText(blocking ? tr("Cannot start: see “%1” above.").arg(blocking->name) : QString());
    m_blocked->setVisible(blocking && !m_run.isActive());
    const bool isLink = blocking && m_run.desk() && (blocking->id == u"database"_s || blocking->id == u"shopify"_s);
    m_brokenLink = isLink ? blocking->id : QString();
    m_reconnect->setVisible(isLink);
    m_diagnose->setVisible(isLink);
    m_prepare->setVisible(push);
    m_prepare->setEnabled(
        !m_preparing && m_run.desk() && m_run.desk()->database.state == Sync::LinkState::Ok && !m_run.isActive());
    m_prepare->setText(m_preparing ? tr("Preparing…") : tr("Prepare My Edits"));
}

} // namespace Ui
