#pragma once

#include "ui/style/flowlayout.h"
#include "ui/style/noticepanel.h"

#include <QHBoxLayout>
#include <QLabel>

class QPushButton;
class QScrollArea;

namespace Ui {

/// The frame every page shares: title, a line below it, buttons at the right, notices, then the content. Margins and
/// distances are multiples of 8 pixels.
class PageFrame final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageFrame)

public:
    explicit PageFrame(const QString &title, QWidget *parent = nullptr);

    void setSubtitle(const QString &text);
    QString subtitle() const;
    void addHeaderWidget(QWidget *widget);
    NoticePanel &notices() { return *m_notices; }
    /// Where the page puts its content.
    QVBoxLayout *body() { return m_body; }

private:
    QLabel *m_subtitle;
    FlowLayout *m_header;
    NoticePanel *m_notices;
    QVBoxLayout *m_body;
};

/// A framed card with a vertical layout and 16 pixel margins; an optional section title on top.
QFrame *makeCard(const QString &title, QVBoxLayout *&content, QWidget *parent = nullptr);
/// The content of a page that scrolls where the window does not hold it.
QScrollArea *makeScroll(QWidget *content, const QString &objectName, const QString &accessibleName);
/// The centred sentence of an empty page or table, with an optional button below.
QWidget *makeEmptyState(const QString &sentence, const QString &objectName, QPushButton *action = nullptr);

} // namespace Ui
