#include "ui/history/interruptiondialog.h"

#include "models/format/text.h"
#include "models/history/interruptiontext.h"
#include "sync/api/isolated.h"
#include "ui/style/dialogs.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int characters = 76;

} // namespace

InterruptionDialog::InterruptionDialog(
    const Sync::Interruption &interruption, const Sync::DeskState &desk, QWidget *parent)
    : QDialog(parent)
    , m_interruption(interruption)
    , m_desk(desk)
    , m_resume(button(tr("&Go On"), u"resumeRun"_s, ButtonKind::Normal, u"play"_s, this))
    , m_rollBack(button(tr("&Roll Back\u2026"), u"rollBackRun"_s, ButtonKind::Normal, u"rollback"_s, this))
    , m_leave(button(tr("&Leave It"), u"leaveRun"_s, ButtonKind::Normal, {}, this))
{
    setObjectName(u"interruptionDialog"_s);
    setWindowTitle(tr("Interrupted Run"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(textLabel(tr("A Run Was Interrupted"), TextSize::Section, this));
    QLabel *text = textLabel(Models::interruptionText(interruption), TextSize::Body, this);
    text->setObjectName(u"interruptionText"_s);
    layout->addWidget(text);
    auto *choices = new QGridLayout;
    choices->setHorizontalSpacing(16);
    choices->setVerticalSpacing(10);
    choices->setColumnStretch(1, 1);
    addChoice(*choices, m_resume, Models::resumeMeaning(interruption));
    addChoice(*choices, m_rollBack, Models::rollBackMeaning(interruption));
    addChoice(*choices, m_leave, Models::leaveMeaning(interruption));
    layout->addLayout(choices);
    const bool writesToShop = interruption.kind == Sync::BatchKind::Push
        || interruption.kind == Sync::BatchKind::Rollback || interruption.kind == Sync::BatchKind::Replay;
    if (writesToShop && desk.safeLevel == Sync::SafeLevel::Locked) {
        m_typed = named(new QLineEdit(this), u"typedShopName"_s, tr("Name of the shop"));
        QLabel *label = textLabel(
            tr("To go on, type the name of the shop: %1").arg(Sync::isolated(shopName())), TextSize::Body, this);
        label->setBuddy(m_typed);
        layout->addWidget(label);
        layout->addWidget(m_typed);
        connect(m_typed, &QLineEdit::textChanged, this, &InterruptionDialog::update);
    }
    layout->addStretch();
    auto *later = button(tr("Decide Later"), u"decideLater"_s, ButtonKind::Normal, {}, this);
    later->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(later);
    layout->addLayout(buttons);
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    const Sync::BatchId batch = interruption.batch;
    connect(m_resume, &QPushButton::clicked, this, [this, batch] {
        // Open only once what was typed is the name; it goes on as the shop has it, not as it is shown.
        const QString name = m_desk.shopName.isEmpty() ? m_desk.shopDomain : m_desk.shopName;
        Q_EMIT resumeRequested(batch, m_typed ? name : QString());
        accept();
    });
    connect(m_rollBack, &QPushButton::clicked, this, [this, batch] {
        Q_EMIT rollBackRequested(batch);
        accept();
    });
    connect(m_leave, &QPushButton::clicked, this, [this, batch] {
        Q_EMIT leaveRequested(batch);
        accept();
    });
    update();
    fitDialog(*this, characters);
    later->setFocus();
}

void InterruptionDialog::addChoice(QGridLayout &choices, QPushButton *choice, const QString &meaning)
{
    const int row = choices.rowCount();
    choice->setAutoDefault(false);
    choice->setAccessibleDescription(meaning);
    choices.addWidget(choice, row, 0, Qt::AlignTop);
    choices.addWidget(mutedLabel(meaning, TextSize::Body, this), row, 1);
}

QString InterruptionDialog::shopName() const
{
    return m_desk.shopName.isEmpty() ? m_desk.shopDomain : Models::oneLine(m_desk.shopName, 60);
}

void InterruptionDialog::update()
{
    const bool isTyped = !m_typed || Models::isShopName(m_typed->text(), shopName());
    m_resume->setEnabled(m_interruption.canResume && isTyped);
    m_rollBack->setEnabled(m_interruption.canRollBack);
    m_leave->setEnabled(m_interruption.isSettled);
}

} // namespace Ui

#include "moc_interruptiondialog.cpp"
