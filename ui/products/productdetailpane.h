#pragma once

#include "models/products/why.h"
#include "sync/api/reader.h"

#include <QWidget>

class QAction;
class QLabel;
class QStackedLayout;

namespace Models {
class EditSession;
class ProductHistoryModel;
} // namespace Models

namespace Ui {

class SignLabel;
class EmptyState;
class MediaPane;
class MetafieldsPane;
class PlacementPane;
class NewProductBar;
class NoticeBar;
class ProductForm;
class SectionTabs;
class TablePane;
class VariantsPane;
class WhyCard;

/// One product: why it is in its state, its fields and variants to edit, its history.
class ProductDetailPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductDetailPane)

public:
    /// `session` and `reader` must outlive the pane; it shows what is open in the session.
    ProductDetailPane(Models::EditSession &session, Sync::Reader &reader, QWidget *parent = nullptr);

    /// Puts the cursor where editing starts: the first field, or the current variant on the Variants tab.
    void startEditing();
    /// Reads the WhyCard out and puts the focus on its button, if it has one.
    void showWhy();
    /// Gives the tabs the focus.
    void enter();
    /// Puts the cursor into the first field of the new product that is open.
    void startNew();
    /// Takes over what is being typed and has the new product made.
    void create();

Q_SIGNALS:
    void actionRequested(Models::WhyAction action);
    /// The person does not want to make the new product after all.
    void newProductGivenUp();

private:
    QWidget *buildHeader();
    QWidget *buildHistory(Sync::Reader &reader);
    void showDetail();
    void showDrafts();
    void showNew();
    void giveUpNew();

    Models::EditSession &m_session;
    Models::ProductHistoryModel *m_history;
    QStackedLayout *m_stack;
    EmptyState *m_empty;
    QLabel *m_title;
    QLabel *m_subtitle;
    SignLabel *m_badge;
    WhyCard *m_why;
    NoticeBar *m_notice;
    SectionTabs *m_tabs;
    ProductForm *m_form;
    VariantsPane *m_variants;
    MetafieldsPane *m_metafields;
    MediaPane *m_media;
    PlacementPane *m_placement;
    NewProductBar *m_newBar;
    QAction *m_tryAgain;
    QAction *m_reload;
    QAction *m_saveAgain;
    QAction *m_discard;
};

} // namespace Ui
