#include "ui/settings/databasesection.h"

#include "ui/settings/fields.h"
#include "ui/settings/secretedit.h"
#include "ui/settings/testlines.h"
#include "ui/style/labels.h"

#include <QFormLayout>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

using Database = Models::ConnectionForm::Database;
using Part = Models::ConnectionForm::Part;
using Sync::SecretKind;

DatabaseSection::DatabaseSection(Models::ConnectionForm &form, QWidget *parent)
    : QFrame(parent)
    , m_form(form)
    , m_private(new QRadioButton(tr("A private one on this computer, looked after by Syncdesk")))
    , m_server(new QRadioButton(tr("One on a PostgreSQL server")))
    , m_fields(new QWidget)
    , m_address(lineEdit(u"databaseAddress"_s, tr("Database address"), tr("postgresql://user@server:5432/database")))
    , m_addressRemark(remarkLabel(u"databaseAddressRemark"_s))
    , m_password(new SecretEdit(u"databasePassword"_s, tr("Database password")))
    , m_test(button(tr("Test the Database"), u"testDatabase"_s))
    , m_lines(new TestLines(u"databaseLines"_s))
{
    setProperty("role", u"card"_s);
    build();
    connect(m_private, &QRadioButton::toggled, &m_form,
        [this](bool isPrivate) { m_form.setDatabase(isPrivate ? Database::Private : Database::Server); });
    connect(m_address, &QLineEdit::textChanged, &m_form, &Models::ConnectionForm::setDatabaseText);
    connect(m_password, &QLineEdit::textChanged, &m_form,
        [this](const QString &typed) { m_form.setSecret(SecretKind::DatabasePassword, typed); });
    connect(m_test, &QPushButton::clicked, &m_form, [this] { m_form.test(Part::Database); });
    connect(&m_form, &Models::ConnectionForm::loaded, this, &DatabaseSection::fill);
    connect(&m_form, &Models::ConnectionForm::changed, this, &DatabaseSection::update);
    fill();
    update();
}

void DatabaseSection::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    layout->addWidget(textLabel(tr("Database"), TextSize::Section));
    m_private->setObjectName(u"databasePrivate"_s);
    m_private->setAccessibleName(m_private->text());
    m_server->setObjectName(u"databaseServer"_s);
    m_server->setAccessibleName(m_server->text());
    layout->addWidget(m_private);
    layout->addWidget(m_server);
    QFormLayout *form = cardForm();
    form->setContentsMargins({});
    form->addRow(tr("Address:"), m_address);
    form->addRow(QString(), m_addressRemark);
    form->addRow(tr("Password:"), m_password);
    m_fields->setLayout(form);
    layout->addWidget(m_fields);
    layout->addWidget(m_test, 0, Qt::AlignLeading);
    layout->addWidget(m_lines);
}

void DatabaseSection::fill()
{
    showText(m_address, m_form.databaseText());
    (m_form.database() == Database::Private ? m_private : m_server)->setChecked(true);
    const QSignalBlocker quiet(m_password);
    m_password->clear();
}

void DatabaseSection::update()
{
    const bool isServer = m_form.database() == Database::Server;
    m_fields->setVisible(isServer);
    m_test->setVisible(isServer);
    showRemark(
        m_addressRemark, m_form.databaseRemark(), m_form.isDatabaseUsable() ? RemarkTone::Quiet : RemarkTone::Bad);
    m_password->setKept(
        m_form.isSecretKept(SecretKind::DatabasePassword) || m_form.isSecretTyped(SecretKind::DatabasePassword));
    m_test->setEnabled(m_form.canTest(Part::Database));
    m_test->setText(m_form.isTesting(Part::Database) ? tr("Testing…") : tr("Test the Database"));
    m_lines->setLines(m_form.lines(Part::Database));
}

} // namespace Ui
