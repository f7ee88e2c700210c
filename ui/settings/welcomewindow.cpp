#include "ui/settings/welcomewindow.h"

#include "ui/settings/choicebutton.h"
#include "ui/style/icons.h"
#include "ui/style/labels.h"

#include <QCloseEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

WelcomeWindow::WelcomeWindow(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"welcomeWindow"_s);
    setWindowTitle(tr("Welcome to Syncdesk"));
    setWindowIcon(icon(u"syncdesk"_s, IconTone::Accent));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(40, 36, 40, 36);
    layout->setSpacing(12);
    auto *logo = new QLabel;
    logo->setPixmap(icon(u"syncdesk"_s, IconTone::Accent).pixmap(48, 48));
    layout->addWidget(logo);
    layout->addWidget(textLabel(tr("Welcome to Syncdesk"), TextSize::Title));
    layout->addWidget(
        mutedLabel(tr("It keeps a product catalogue and a Shopify store in step, and undoes whatever went wrong.")));
    layout->addSpacing(8);
    auto *demo = new ChoiceButton(tr("Try It with the Demo Shop"),
        tr("A made-up shop and a database on this computer. No account is needed and nothing leaves this computer."),
        u"play"_s, u"welcomeDemo"_s);
    auto *shop = new ChoiceButton(tr("Connect My Shop"),
        tr("You need the shop's address and an access token or an app's client id and secret. Nothing is changed in "
           "the shop."),
        u"connect"_s, u"welcomeConnect"_s);
    auto *existing = new ChoiceButton(tr("Open an Existing Set-Up"),
        tr("Choose one that was made on this computer, or take over the .env file of the former sync system."),
        u"open"_s, u"welcomeExisting"_s);
    for (ChoiceButton *choice : {demo, shop, existing})
        layout->addWidget(choice);
    layout->addStretch();
    connect(demo, &QAbstractButton::clicked, this, &WelcomeWindow::demoRequested);
    connect(shop, &QAbstractButton::clicked, this, &WelcomeWindow::connectRequested);
    connect(existing, &QAbstractButton::clicked, this, &WelcomeWindow::openExistingRequested);
    setFixedWidth(600);
    demo->setFocus();
}

void WelcomeWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT closed();
}

} // namespace Ui
