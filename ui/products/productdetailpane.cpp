#include "ui/products/productdetailpane.h"

#include "models/format/badge.h"
#include "models/format/text.h"
#include "models/products/editsession.h"
#include "models/products/producthistorymodel.h"
#include "ui/products/detailcolumn.h"
#include "ui/products/mediapane.h"
#include "ui/products/metafieldspane.h"
#include "ui/products/newproductbar.h"
#include "ui/products/placementpane.h"
#include "ui/products/productform.h"
#include "ui/products/variantspane.h"
#include "ui/products/whycard.h"
#include "ui/style/dialogs.h"
#include "ui/style/labels.h"
#include "ui/style/noticebar.h"
#include "ui/style/signlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/sectiontabs.h"
#include "ui/widgets/tablepane.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int variantsTab = 1;
constexpr int metafieldsTab = 2;
constexpr int mediaTab = 3;
constexpr int placementTab = 4;
constexpr int historyTab = 5;
constexpr int historyMessageColumn = 2;
constexpr int fewestOfMessage = 8;

} // namespace

ProductDetailPane::ProductDetailPane(Models::EditSession &session, Sync::Reader &reader, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_history(new Models::ProductHistoryModel(reader, this))
    , m_stack(new QStackedLayout(this))
    , m_empty(new EmptyState(this))
    , m_title(new QLabel(this))
    , m_subtitle(new QLabel(this))
    , m_badge(new SignLabel(this))
    , m_why(new WhyCard(this))
    , m_notice(new NoticeBar(this))
    , m_tabs(named(new SectionTabs(this), u"productTabs"_s, tr("Product details")))
    , m_form(new ProductForm(session, this))
    , m_variants(new VariantsPane(session, this))
    , m_metafields(new MetafieldsPane(session, this))
    , m_media(new MediaPane(session, this))
    , m_placement(new PlacementPane(session, reader, this))
    , m_newBar(new NewProductBar(this))
    , m_tryAgain(new QAction(tr("Try Again"), this))
    , m_reload(new QAction(tr("Reload"), this))
    , m_saveAgain(new QAction(tr("Save My Edit"), this))
    , m_discard(new QAction(tr("Discard My Edit"), this))
{
    setObjectName(u"productDetailPane"_s);
    m_tabs->addSection(m_form, tr("Fields"), u"productTab-fields"_s);
    m_tabs->addSection(m_variants, tr("Variants"), u"productTab-variants"_s);
    m_tabs->addSection(m_metafields, tr("Metafields"), u"productTab-metafields"_s);
    m_tabs->addSection(m_media, tr("Media"), u"productTab-media"_s);
    m_tabs->addSection(m_placement, tr("Placement"), u"productTab-placement"_s);
    m_tabs->addSection(buildHistory(reader), tr("History"), u"productTab-history"_s);
    auto *content = new DetailColumn(*m_tabs, this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(10, 0, 0, 0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_why);
    layout->addWidget(m_notice);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_newBar);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(new DetailScroll(content, this));
    connect(m_why, &WhyCard::actionRequested, this, &ProductDetailPane::actionRequested);
    connect(m_newBar, &NewProductBar::createRequested, this, &ProductDetailPane::create);
    connect(m_newBar, &NewProductBar::giveUpRequested, this, &ProductDetailPane::giveUpNew);
    connect(m_tryAgain, &QAction::triggered, &session, &Models::EditSession::reload);
    connect(m_reload, &QAction::triggered, &session, &Models::EditSession::reload);
    connect(m_saveAgain, &QAction::triggered, &session, &Models::EditSession::saveAgain);
    connect(m_discard, &QAction::triggered, &session, &Models::EditSession::discardDrafts);
    connect(&session, &Models::EditSession::detailChanged, this, &ProductDetailPane::showDetail);
    connect(&session, &Models::EditSession::draftsChanged, this, &ProductDetailPane::showDrafts);
    showDetail();
}

QWidget *ProductDetailPane::buildHeader()
{
    m_title->setFont(scaledFont(TextSize::Section));
    m_subtitle->setProperty("role", u"muted"_s);
    for (QLabel *label : {m_title, m_subtitle}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *header = new QWidget(this);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    layout->addWidget(m_badge);
    return header;
}

QWidget *ProductDetailPane::buildHistory(Sync::Reader &)
{
    auto *table = named(new TableView(this), u"productHistoryTable"_s, tr("History of this product"));
    auto *pane = new TablePane(*m_history, table, this);
    table->setFlexible(historyMessageColumn, fewestOfMessage);
    table->horizontalHeader()->setSortIndicatorShown(false);
    pane->setEmptyContent(
        [](EmptyState &empty) { empty.setContent(tr("No History Yet"), tr("No run has touched this product.")); });
    return pane;
}

void ProductDetailPane::showDetail()
{
    if (!m_session.product().isValid()) {
        m_empty->setContent(tr("No Product Chosen"), tr("Choose a row to see its fields, variants and history."));
        m_stack->setCurrentIndex(0);
        return;
    }
    if (!m_session.isNew())
        m_history->setProduct(m_session.product());
    const auto &detail = m_session.detail();
    if (!detail) {
        const bool failed = m_session.loadState() == Models::LoadState::Failed;
        m_empty->setContent(failed ? m_session.loadFailure().what : tr("Loading\u2026"),
            failed ? QString(m_session.loadFailure().meaning % u' ' % m_session.loadFailure().remedy) : QString(),
            failed ? QList<QAction *>{m_tryAgain} : QList<QAction *>());
        m_stack->setCurrentIndex(0);
        return;
    }
    if (m_session.isNew()) {
        showNew();
        return;
    }
    m_newBar->hide();
    m_badge->show();
    m_why->show();
    for (const int tab : {metafieldsTab, mediaTab, placementTab, historyTab})
        m_tabs->setSectionVisible(tab, true);
    const Sync::ProductRow &row = detail->row;
    const Models::Badge badge = Models::badgeFor(row.syncStatus);
    m_title->setText(row.title.isEmpty() ? tr("(no title)") : Models::oneLine(row.title));
    m_subtitle->setText(row.sku.isEmpty() ? tr("no SKU") : Models::oneLine(row.sku));
    m_badge->setBadge(badge);
    m_why->setWhy(Models::explain(row), badge.tone);
    m_tabs->setAmount(variantsTab, detail->variants.size());
    m_tabs->setName(metafieldsTab, detail->locations.isEmpty() ? tr("Metafields") : tr("Metafields and Stock"));
    m_tabs->setAmount(metafieldsTab, m_metafields->count());
    m_tabs->setAmount(placementTab, m_placement->count());
    m_tabs->setAmount(mediaTab, m_media->count());
    m_stack->setCurrentIndex(1);
    showDrafts();
}

void ProductDetailPane::showNew()
{
    m_title->setText(tr("New Product"));
    m_subtitle->setText(tr("Kept in this window until you create it. Price and SKU are on the Variants tab."));
    m_badge->hide();
    m_why->hide();
    m_newBar->show();
    for (const int tab : {metafieldsTab, mediaTab, placementTab, historyTab})
        m_tabs->setSectionVisible(tab, false);
    m_tabs->setAmount(variantsTab, 1);
    m_stack->setCurrentIndex(1);
    showDrafts();
}

void ProductDetailPane::startNew()
{
    m_tabs->setCurrentIndex(0);
    m_form->startEditing();
}

void ProductDetailPane::create()
{
    // What is being typed counts: an editor hands its value over when it is left.
    m_newBar->takeFocus();
    m_session.create();
}

void ProductDetailPane::giveUpNew()
{
    const auto giveUp = [this] {
        m_session.forget(Models::EditSession::unsaved);
        Q_EMIT newProductGivenUp();
    };
    if (!m_session.hasDrafts()) {
        giveUp();
        return;
    }
    QMessageBox *box = makeQuestion(this, u"askGiveUpProduct"_s, tr("New Product"), tr("Throw away what you typed?"),
        tr("The product was not made, so there is nothing to bring back."));
    QPushButton *yes = addAnswer(*box, tr("&Throw Away"), u"throwAway"_s, QMessageBox::DestructiveRole);
    addAnswer(*box, tr("Go On Typing"), u"goOnTyping"_s, QMessageBox::RejectRole);
    connect(yes, &QPushButton::clicked, this, giveUp);
    box->open();
}

void ProductDetailPane::showDrafts()
{
    m_newBar->setBusy(m_session.isNew() && m_session.isSaving());
    const std::optional<Sync::Failure> failure = m_session.saveFailure();
    if (failure && m_session.isNew())
        m_notice->showFailure(*failure,
            failure->mayHaveHappened
                ? tr("It may have been made all the same: look for it in the table before you try again.")
                : tr("What you typed is kept here."));
    else if (failure && failure->kind == Sync::FailureKind::Stale)
        m_notice->showFailure(*failure, tr("Your edit is kept here as a draft."), {m_reload, m_saveAgain, m_discard});
    else if (failure)
        m_notice->showFailure(*failure, tr("Your edit is kept here as a draft."), {m_saveAgain, m_discard});
    else if (m_session.loadState() == Models::LoadState::Failed && m_session.detail())
        m_notice->showFailure(m_session.loadFailure(), {}, {m_tryAgain});
    else if (!m_session.remarks().isEmpty())
        m_notice->showText(Models::Tone::Attention, tr("Saved. %1").arg(m_session.remarks().join(u' ')));
    else
        m_notice->clear();
}

void ProductDetailPane::startEditing()
{
    if (m_tabs->currentIndex() != variantsTab) {
        m_tabs->setCurrentIndex(0);
        m_form->startEditing();
        return;
    }
    m_variants->startEditing();
}

void ProductDetailPane::showWhy()
{
    auto *button = m_why->findChild<QPushButton *>();
    if (button && button->isVisible())
        button->setFocus(Qt::ShortcutFocusReason);
    else
        enter();
}

void ProductDetailPane::enter()
{
    m_tabs->focusTab();
}

} // namespace Ui

#include "moc_productdetailpane.cpp"
