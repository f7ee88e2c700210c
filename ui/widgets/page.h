#pragma once

#include <QAction>
#include <QList>
#include <QString>
#include <QVariantMap>
#include <QWidget>

namespace Ui {

/// What a page is called; known before there is one.
struct PageName
{
    QString title; ///< The word in the navigation rail, translated, in title case.
    QString icon; ///< In resources/icons, without folder and ending.
};

/// A page of the main window. The shell knows pages by this and nothing else: it makes one when it is opened for the
/// first time, puts widget() into the stack, and adds pageActions() to the menu bar while the page is shown. A page
/// class tells its PageName by a static function `name()`.
///
/// A page is usually also the QWidget it returns; it must live as long as the shell that shows it.
class Page
{
public:
    virtual ~Page() = default;

    virtual QWidget *widget() = 0;
    /// What the page offers, in menu order; an action whose isSeparator() is true divides groups.
    virtual QList<QAction *> pageActions() const { return {}; }
    /// Opens the page on a part of its rows, for example from an Overview card. Keys and values are the words of
    /// PageFilter; an unknown key is ignored, and an empty map leaves the page as it is.
    virtual void showWith(const QVariantMap &filter) = 0;
    /// Reads anew what the page shows; for pages that keep themselves current there is nothing to do.
    virtual void refresh() { }
    /// Gets the focus when the page is opened by keyboard.
    virtual QWidget *firstFocus() = 0;
    /// How many things were typed here that could not be saved and are lost with the window.
    virtual int unsavedEdits() const { return 0; }
};

/// Keys that Page::showWith() understands. Values are words of sync/api/vocabulary.h unless said otherwise.
namespace PageFilter {
inline constexpr char16_t syncStatus[] = u"syncStatus"; ///< Products: a SyncStatus word.
inline constexpr char16_t status[] = u"status"; ///< Products: a ProductStatus word.
inline constexpr char16_t text[] = u"text"; ///< Products, Review: text of the search box.
inline constexpr char16_t product[] = u"product"; ///< Products: ProductId as a number; selected and shown in detail.
inline constexpr char16_t batch[] = u"batch"; ///< Products, Review, History: BatchId as a number.
inline constexpr char16_t tab[] = u"tab"; ///< Review: "pending", "conflicts", "approved", "rejected" or "done".
inline constexpr char16_t direction[] = u"direction"; ///< Review: a Direction word.
} // namespace PageFilter

} // namespace Ui
