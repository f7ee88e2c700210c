#include "ui/settings/connectionsdialog.h"

#include "models/paging/answer.h"
#include "models/settings/connectiontext.h"
#include "ui/settings/breakersection.h"
#include "ui/settings/databasesection.h"
#include "ui/settings/importdialog.h"
#include "ui/settings/safetysection.h"
#include "ui/settings/shopsection.h"
#include "ui/style/labels.h"
#include "ui/style/noticepanel.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

enum Panel { FormPanel, DemoPanel };
constexpr int nameRole = Qt::UserRole;

/// A question with two answers of which the safe one is the default; closing it is the safe one.
QMessageBox *question(QWidget *parent, const QString &objectName, const QString &text, const QString &more,
    const QString &act, const QString &stay)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, parent->windowTitle(), text, QMessageBox::NoButton, parent);
    box->setObjectName(objectName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(more);
    box->addButton(act, QMessageBox::DestructiveRole)->setObjectName(objectName + u"Act"_s);
    auto *safe = box->addButton(stay, QMessageBox::RejectRole);
    safe->setObjectName(objectName + u"Stay"_s);
    box->setDefaultButton(safe);
    box->setEscapeButton(safe);
    return box;
}

} // namespace

ConnectionsDialog::ConnectionsDialog(Sync::Connections &connections, const QString &openProfile, QWidget *parent)
    : QDialog(parent)
    , m_connections(connections)
    , m_openProfile(openProfile)
    , m_form(connections)
    , m_list(new QListWidget)
    , m_notices(new NoticePanel)
    , m_stack(new QStackedWidget)
    , m_shop(new ShopSection(m_form))
    , m_add(button(tr("Add a Shop"), u"addShop"_s))
    , m_import(button(tr("Import a .env File…"), u"importEnv"_s))
    , m_remove(button(tr("Remove…"), u"removeProfile"_s, ButtonKind::Danger))
    , m_save(button(tr("Save"), u"saveProfile"_s))
    , m_open(button(tr("Save and Open"), u"openProfile"_s, ButtonKind::Primary))
{
    setObjectName(u"connectionsDialog"_s);
    setWindowTitle(tr("Connections"));
    build();
    connect(m_list, &QListWidget::itemClicked, this, &ConnectionsDialog::choose);
    connect(m_list, &QListWidget::itemActivated, this, &ConnectionsDialog::choose);
    connect(m_add, &QPushButton::clicked, this, [this] { unlessChanged([this] { showNew(); }); });
    connect(m_import, &QPushButton::clicked, this, [this] { unlessChanged([this] { chooseFile(); }); });
    connect(m_remove, &QPushButton::clicked, this, &ConnectionsDialog::askRemove);
    connect(m_save, &QPushButton::clicked, this, [this] { save(false); });
    connect(m_open, &QPushButton::clicked, this, [this] { save(true); });
    connect(&m_form, &Models::ConnectionForm::changed, this, &ConnectionsDialog::update);
    connect(&m_form, &Models::ConnectionForm::saved, this, &ConnectionsDialog::afterSaving);
    connect(&m_form, &Models::ConnectionForm::failed, this, [this](const Sync::Failure &failure) {
        m_openWhenSaved = false;
        m_notices->showFailure(u"failure"_s, failure);
    });
    if (const QStringList overrides = m_connections.overrides(); !overrides.isEmpty())
        m_notices->show({u"overrides"_s, Models::Tone::Info,
            tr("This start was given %1, which wins over what is kept here.").arg(overrides.join(u", "_s))});
    fillList();
}

void ConnectionsDialog::build()
{
    auto *content = new QWidget;
    auto *cards = new QVBoxLayout(content);
    cards->setContentsMargins(0, 0, 12, 0);
    cards->setSpacing(12);
    cards->addWidget(m_shop);
    cards->addWidget(new DatabaseSection(m_form));
    cards->addWidget(new SafetySection(m_form));
    cards->addWidget(new BreakerSection(m_form));
    cards->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"connectionsScroll"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    m_stack->addWidget(scroll);
    m_stack->addWidget(buildDemoPanel());

    auto *right = new QVBoxLayout;
    right->setSpacing(12);
    right->addWidget(m_notices);
    right->addWidget(m_stack, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(20);
    middle->addWidget(buildList());
    middle->addLayout(right, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    layout->addLayout(middle, 1);
    layout->addWidget(buildButtons());
    resize(940, 700);
}

QWidget *ConnectionsDialog::buildList()
{
    auto *side = new QWidget;
    side->setFixedWidth(230);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_list->setObjectName(u"connectionsList"_s);
    m_list->setAccessibleName(tr("Set-ups"));
    m_list->setSpacing(2);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_add);
    layout->addWidget(m_import);
    return side;
}

QWidget *ConnectionsDialog::buildButtons()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    QPushButton *close = button(tr("Close"), u"closeConnections"_s);
    connect(close, &QPushButton::clicked, this, &ConnectionsDialog::reject);
    layout->addWidget(m_remove);
    layout->addStretch();
    layout->addWidget(close);
    layout->addWidget(m_save);
    layout->addWidget(m_open);
    return bar;
}

QWidget *ConnectionsDialog::buildDemoPanel()
{
    QVBoxLayout *content = nullptr;
    auto *panel = new QWidget;
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins({});
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    content = new QVBoxLayout(card);
    content->setContentsMargins(16, 14, 16, 14);
    content->setSpacing(10);
    content->addWidget(textLabel(tr("Demo Shop"), TextSize::Section));
    content->addWidget(
        textLabel(tr("A made-up shop of office supplies, run by Syncdesk on this computer, with a private "
                     "database of its own. Nothing in it reaches a real shop; try out whatever you like.")));
    layout->addWidget(card);
    layout->addStretch();
    return panel;
}

void ConnectionsDialog::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const QStringList names = m_connections.profiles();
    for (const QString &name : names) {
        const Sync::Profile profile = m_connections.profile(name);
        QString second = Models::profileSubtitle(profile);
        if (name == m_openProfile)
            second = tr("%1 · open").arg(second);
        auto *item = new QListWidgetItem(Models::profileTitle(profile) % u'\n' % second, m_list);
        item->setData(nameRole, name);
    }
    selectInList(m_form.name());
}

void ConnectionsDialog::selectInList(const QString &name)
{
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentItem(nullptr);
    for (int row = 0; row < m_list->count(); ++row)
        if (!name.isEmpty() && m_list->item(row)->data(nameRole).toString() == name)
            m_list->setCurrentRow(row);
}

void ConnectionsDialog::choose(QListWidgetItem *item)
{
    const QString name = item->data(nameRole).toString();
    if (name == m_form.name())
        return;
    selectInList(m_form.name());
    unlessChanged([this, name] { showProfile(name); });
}

void ConnectionsDialog::showProfile(const QString &name)
{
    // What a start names need not be there.
    if (!m_connections.profiles().contains(name)) {
        showNew();
        return;
    }
    m_notices->clear(u"failure"_s);
    m_form.load(name);
    selectInList(name);
}

void ConnectionsDialog::showNew()
{
    m_notices->clear(u"failure"_s);
    m_form.startNew();
    selectInList({});
    m_shop->addressEdit()->setFocus();
}

void ConnectionsDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a .env File"));
    dialog->setObjectName(u"envFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    // The file's name begins with a dot, so it is a hidden one.
    dialog->setFilter(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    connect(dialog, &QFileDialog::fileSelected, this, &ConnectionsDialog::importFile);
    dialog->open();
}

void ConnectionsDialog::importFile(const QString &path)
{
    const auto file = m_connections.readEnvironmentFile(path);
    if (!file) {
        m_notices->showFailure(u"failure"_s, file.failure());
        return;
    }
    auto *dialog = new ImportDialog(*file, !m_form.keychainFailure(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, taken = *file] {
        showNew();
        m_form.take(taken);
    });
    dialog->open();
}

void ConnectionsDialog::update()
{
    const bool isDemo = m_form.isDemo();
    const bool isOpen = !m_form.isNew() && m_form.name() == m_openProfile;
    const QString obstacle = m_form.obstacle();
    m_stack->setCurrentIndex(isDemo ? DemoPanel : FormPanel);
    m_remove->setVisible(!m_form.isNew() && !isDemo);
    m_remove->setEnabled(!isOpen && !m_form.isSaving());
    m_remove->setToolTip(isOpen ? tr("It is open. Open another set-up first.") : QString());
    m_save->setVisible(!isDemo);
    m_save->setEnabled(obstacle.isEmpty() && m_form.isChanged() && !m_form.isSaving());
    m_save->setToolTip(obstacle);
    m_open->setEnabled(obstacle.isEmpty() && !m_form.isSaving() && (m_form.isChanged() || !isOpen));
    m_open->setToolTip(!obstacle.isEmpty() ? obstacle : m_open->isEnabled() ? QString() : tr("It is open."));
    const bool isForSession = m_form.keychainFailure() && m_form.isAnySecretTyped();
    m_save->setText(isForSession ? tr("Save for This Session") : tr("Save"));
    m_open->setText(isForSession  ? tr("Open for This Session")
            : !m_form.isChanged() ? tr("Open")
            : isOpen              ? tr("Save and Open Again")
                                  : tr("Save and Open"));
    m_save->setAccessibleName(m_save->text());
    m_open->setAccessibleName(m_open->text());
    tellKeychain();
}

void ConnectionsDialog::tellKeychain()
{
    const auto failure = m_form.keychainFailure();
    if (failure && !std::exchange(m_keychainTold, true))
        m_notices->show({u"keychain"_s, Models::Tone::Attention, failure->text()});
}

void ConnectionsDialog::save(bool andOpen)
{
    m_notices->clear(u"failure"_s);
    m_openWhenSaved = andOpen;
    if (m_form.isDemo() || !m_form.isChanged())
        afterSaving(m_form.name(), Sync::SecretLife::Kept);
    else
        m_form.save();
}

void ConnectionsDialog::afterSaving(const QString &profile, Sync::SecretLife life)
{
    fillList();
    const bool isToOpen = std::exchange(m_openWhenSaved, false);
    // Nobody had reason to expect it, so it is read before anything is opened.
    if (life == Sync::SecretLife::Session && !std::exchange(m_keychainTold, true)) {
        m_notices->show({u"keychain"_s, Models::Tone::Attention,
            tr("Saved, but the password store did not take the secret. Syncdesk keeps it for this session only and "
               "asks again at the next start. Unlock the password store and type it once more to keep it.")});
        return;
    }
    if (!isToOpen)
        return;
    if (const auto chosen = m_connections.setCurrentProfile(profile); !chosen) {
        m_notices->showFailure(u"failure"_s, chosen.failure());
        return;
    }
    accept();
    Q_EMIT openRequested(profile);
}

void ConnectionsDialog::askRemove()
{
    const QString name = m_form.name();
    QMessageBox *box = question(this, u"removeQuestion"_s, tr("Remove the set-up of %1?").arg(m_form.profile().shop),
        tr("Its address, token and password are forgotten here. The shop, the database and its data folder stay as "
           "they are."),
        tr("Remove"), tr("Keep"));
    connect(box, &QMessageBox::buttonClicked, this, [this, box, name](QAbstractButton *clicked) {
        if (box->buttonRole(clicked) == QMessageBox::DestructiveRole)
            remove(name);
    });
    box->open();
}

void ConnectionsDialog::remove(const QString &name)
{
    const Sync::Profile profile = m_connections.profile(name);
    Models::whenAnswered(
        m_connections.forgetSecrets(profile), this, [this, name](const Sync::Result<Sync::Done> &forgotten) {
            // Where there is no keychain nothing of it lies there, and where one is locked it can be asked no sooner.
            if (!forgotten && forgotten.failure().kind != Sync::FailureKind::KeychainUnavailable) {
                m_notices->showFailure(u"failure"_s, forgotten.failure());
                return;
            }
            if (const auto removed = m_connections.removeProfile(name); !removed) {
                m_notices->showFailure(u"failure"_s, removed.failure());
                return;
            }
            showProfile(m_openProfile.isEmpty() ? Sync::demoProfile.toString() : m_openProfile);
            fillList();
            if (!forgotten)
                m_notices->show({u"forgotten"_s, Models::Tone::Attention,
                    tr("The set-up was removed. The password store cannot be used now; what it may keep of the set-up "
                       "stays there.")});
        });
}

void ConnectionsDialog::unlessChanged(std::function<void()> then)
{
    if (!m_form.isChanged()) {
        then();
        return;
    }
    QMessageBox *box = question(this, u"discardQuestion"_s, tr("Discard what you typed?"), tr("It has not been saved."),
        tr("Discard"), tr("Keep Editing"));
    connect(box, &QMessageBox::buttonClicked, this, [box, then = std::move(then)](QAbstractButton *clicked) {
        if (box->buttonRole(clicked) == QMessageBox::DestructiveRole)
            then();
    });
    box->open();
}

void ConnectionsDialog::reject()
{
    unlessChanged([this] { QDialog::reject(); });
}

} // namespace Ui
