#include "ui/startup/startwindow.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int charactersPerLine = 56;

QLabel *sentence(QWidget *parent, const QString &objectName)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

} // namespace

StartWindow::StartWindow(QWidget *parent)
    : QWidget(parent)
    , m_heading(sentence(this, u"startHeading"_s))
    , m_text(sentence(this, u"startText"_s))
    , m_detail(sentence(this, u"startDetail"_s))
    , m_busy(new QProgressBar(this))
    , m_retry(new QPushButton(tr("Try Again"), this))
    , m_cause(new QPushButton(tr("Look for the Cause"), this))
    , m_connections(new QPushButton(tr("Connections…"), this))
    , m_quit(new QPushButton(tr("Quit"), this))
{
    setObjectName(u"startWindow"_s);
    setWindowTitle(tr("Syncdesk"));

    QFont headingFont = font();
    headingFont.setPointSizeF(headingFont.pointSizeF() * 1.4);
    headingFont.setBold(true);
    m_heading->setFont(headingFont);

    m_busy->setObjectName(u"startProgress"_s);
    m_busy->setAccessibleName(tr("Starting"));
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_retry->setObjectName(u"startRetryButton"_s);
    m_retry->setDefault(true);
    m_cause->setObjectName(u"startCauseButton"_s);
    m_connections->setObjectName(u"startConnectionsButton"_s);
    m_quit->setObjectName(u"startQuitButton"_s);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_connections);
    buttons->addStretch();
    buttons->addWidget(m_quit);
    buttons->addWidget(m_cause);
    buttons->addWidget(m_retry);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 32, 32, 24);
    layout->setSpacing(16);
    layout->addWidget(m_heading);
    layout->addWidget(m_text);
    layout->addWidget(m_detail);
    layout->addWidget(m_busy);
    layout->addLayout(buttons);

    connect(m_retry, &QPushButton::clicked, this, &StartWindow::retryRequested);
    connect(m_cause, &QPushButton::clicked, this, &StartWindow::causeRequested);
    connect(m_connections, &QPushButton::clicked, this, &StartWindow::connectionsRequested);
    connect(m_quit, &QPushButton::clicked, this, &StartWindow::quitRequested);
    showStep(tr("Getting ready."));
}

void StartWindow::showStep(const QString &step)
{
    m_heading->setText(tr("Starting Syncdesk"));
    m_text->setText(step);
    m_detail->hide();
    m_busy->show();
    m_retry->hide();
    m_cause->hide();
    m_connections->hide();
    fit();
}

void StartWindow::showFailure(const Sync::Failure &failure, Cause cause)
{
    m_heading->setText(failure.what);
    m_text->setText(failure.meaning.isEmpty() ? tr("Syncdesk cannot start like this.") : failure.meaning);
    m_detail->setText(failure.remedy);
    m_detail->setVisible(!failure.remedy.isEmpty());
    m_busy->hide();
    m_retry->show();
    m_cause->setVisible(cause == Cause::CanBeLookedFor);
    m_connections->show();
    m_retry->setFocus();
    fit();
}

// Wide enough for its lines and for every button. adjustSize() gives wrapped texts the height they would take in a
// narrower window.
void StartWindow::fit()
{
    layout()->activate();
    const QMargins margins = layout()->contentsMargins();
    const int text = charactersPerLine * fontMetrics().averageCharWidth() + margins.left() + margins.right();
    const int wide = std::max(text, layout()->totalMinimumSize().width());
    setFixedWidth(wide);
    resize(wide, layout()->totalHeightForWidth(wide));
}

void StartWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT quitRequested();
}

} // namespace Ui
