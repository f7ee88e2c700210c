#include "ui/settings/shopsection.h"

#include "ui/settings/fields.h"
#include "ui/settings/secretedit.h"
#include "ui/settings/testlines.h"
#include "ui/style/labels.h"

#include <QFormLayout>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

using Access = Models::ConnectionForm::Access;
using Part = Models::ConnectionForm::Part;
using Sync::SecretKind;

ShopSection::ShopSection(Models::ConnectionForm &form, QWidget *parent)
    : QFrame(parent)
    , m_form(form)
    , m_address(lineEdit(u"shopAddress"_s, tr("Shop address"), tr("example.myshopify.com")))
    , m_addressRemark(remarkLabel(u"shopAddressRemark"_s))
    , m_byToken(new QRadioButton(tr("An access token of an existing app")))
    , m_byClient(new QRadioButton(tr("Client id and secret of a Dev Dashboard app")))
    , m_tokenFields(new QWidget)
    , m_clientFields(new QWidget)
    , m_token(new SecretEdit(u"accessToken"_s, tr("Access token")))
    , m_tokenRemark(remarkLabel(u"accessTokenRemark"_s))
    , m_clientId(lineEdit(u"clientId"_s, tr("Client id")))
    , m_clientSecret(new SecretEdit(u"clientSecret"_s, tr("Client secret")))
    , m_clientRemark(remarkLabel(u"clientSecretRemark"_s))
    , m_test(button(tr("Test the Shop"), u"testShop"_s))
    , m_lines(new TestLines(u"shopLines"_s))
{
    setProperty("role", u"card"_s);
    build();
    connectFields();
    fill();
    update();
}

void ShopSection::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    layout->addWidget(textLabel(tr("Shop"), TextSize::Section));
    QFormLayout *address = cardForm();
    address->addRow(tr("Address:"), m_address);
    address->addRow(QString(), m_addressRemark);
    layout->addLayout(address);

    m_byToken->setObjectName(u"accessByToken"_s);
    m_byToken->setAccessibleName(m_byToken->text());
    m_byClient->setObjectName(u"accessByClient"_s);
    m_byClient->setAccessibleName(m_byClient->text());
    layout->addWidget(textLabel(tr("Syncdesk opens it with")));
    layout->addWidget(m_byToken);
    layout->addWidget(m_byClient);

    QFormLayout *token = cardForm();
    token->setContentsMargins({});
    token->addRow(tr("Access token:"), m_token);
    token->addRow(QString(), m_tokenRemark);
    m_tokenFields->setLayout(token);
    layout->addWidget(m_tokenFields);

    QFormLayout *client = cardForm();
    client->setContentsMargins({});
    client->addRow(tr("Client id:"), m_clientId);
    client->addRow(tr("Client secret:"), m_clientSecret);
    client->addRow(QString(), m_clientRemark);
    m_clientFields->setLayout(client);
    layout->addWidget(m_clientFields);

    layout->addWidget(m_test, 0, Qt::AlignLeading);
    layout->addWidget(m_lines);
}

void ShopSection::connectFields()
{
    connect(m_address, &QLineEdit::textChanged, &m_form, &Models::ConnectionForm::setShopText);
    connect(m_byToken, &QRadioButton::toggled, &m_form,
        [this](bool byToken) { m_form.setAccess(byToken ? Access::Token : Access::Client); });
    connect(m_clientId, &QLineEdit::textChanged, &m_form, &Models::ConnectionForm::setClientId);
    connect(m_token, &QLineEdit::textChanged, &m_form,
        [this](const QString &typed) { m_form.setSecret(SecretKind::AccessToken, typed); });
    connect(m_clientSecret, &QLineEdit::textChanged, &m_form,
        [this](const QString &typed) { m_form.setSecret(SecretKind::ClientSecret, typed); });
    connect(m_test, &QPushButton::clicked, &m_form, [this] { m_form.test(Part::Shop); });
    connect(&m_form, &Models::ConnectionForm::loaded, this, &ShopSection::fill);
    connect(&m_form, &Models::ConnectionForm::changed, this, &ShopSection::update);
}

void ShopSection::fill()
{
    showText(m_address, m_form.shopText());
    showText(m_clientId, m_form.clientId());
    (m_form.access() == Access::Token ? m_byToken : m_byClient)->setChecked(true);
    // A secret the form holds, from a file, is not put into a field.
    for (const auto &[edit, kind] :
        {std::pair{m_token, SecretKind::AccessToken}, {m_clientSecret, SecretKind::ClientSecret}}) {
        const QSignalBlocker quiet(edit);
        if (!m_form.isSecretTyped(kind) || !edit->text().isEmpty())
            edit->clear();
    }
}

void ShopSection::update()
{
    m_address->setReadOnly(!m_form.isNew());
    m_address->setToolTip(
        m_form.isNew() ? QString() : tr("A set-up stays with its shop. Add another for another shop."));
    showRemark(m_addressRemark, m_form.isNew() ? m_form.shopRemark() : QString(),
        m_form.isShopUsable() ? RemarkTone::Quiet : RemarkTone::Bad);
    const bool byToken = m_form.access() == Access::Token;
    m_tokenFields->setVisible(byToken);
    m_clientFields->setVisible(!byToken);
    m_token->setKept(m_form.isSecretKept(SecretKind::AccessToken) || m_form.isSecretTyped(SecretKind::AccessToken));
    m_clientSecret->setKept(
        m_form.isSecretKept(SecretKind::ClientSecret) || m_form.isSecretTyped(SecretKind::ClientSecret));
    for (const auto &[label, kind] :
        {std::pair{m_tokenRemark, SecretKind::AccessToken}, {m_clientRemark, SecretKind::ClientSecret}})
        showRemark(
            label, m_form.secretRemark(kind), m_form.isSecretRefused(kind) ? RemarkTone::Bad : RemarkTone::Quiet);
    const bool isTesting = m_form.isTesting(Part::Shop);
    m_test->setEnabled(m_form.canTest(Part::Shop));
    m_test->setText(isTesting ? tr("Testing…") : tr("Test the Shop"));
    m_test->setToolTip(m_form.isShopUsable() ? QString() : tr("A shop address is needed."));
    m_lines->setLines(m_form.lines(Part::Shop));
}

} // namespace Ui
