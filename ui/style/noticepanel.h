#pragma once

#include "models/format/badge.h"
#include "sync/api/failure.h"

#include <QHash>
#include <QVBoxLayout>
#include <QWidget>

#include <functional>

namespace Ui {

class NoticeBar;

/// One problem or hint shown above a page's content until it is settled or closed.
struct Notice
{
    QString key; ///< A later notice of the same key replaces it.
    Models::Tone tone = Models::Tone::Attention;
    QString text; ///< Plain text.
    QString action = {}; ///< A verb phrase; empty for no button.
    std::function<void()> run = {};
};

/// The notices of a page or of the window, one NoticeBar each, inline in the layout. Takes no room while there is none.
class NoticePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticePanel)

public:
    explicit NoticePanel(QWidget *parent = nullptr);

    void show(const Notice &notice);
    void showFailure(
        const QString &key, const Sync::Failure &failure, const QString &action = {}, std::function<void()> run = {});
    void clear(const QString &key);
    bool has(const QString &key) const { return m_shown.contains(key); }
    QString text(const QString &key) const;

private:
    QVBoxLayout *m_layout;
    QHash<QString, NoticeBar *> m_shown;
};

} // namespace Ui
