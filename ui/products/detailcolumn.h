#pragma once

#include <QScrollArea>

namespace Ui {

class SectionTabs;

/// The parts of a product below each other, for a scroll area: as high as they need to be read, of the sections no more
/// than the least. Letters may be so large, or the window so low, that there is no room for that.
class DetailColumn final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailColumn)

public:
    /// `tabs` becomes one of what is laid out in it.
    explicit DetailColumn(SectionTabs &tabs, QWidget *parent = nullptr);

    /// What the scroll area takes for the least height.
    int heightForWidth(int width) const override;

private:
    SectionTabs &m_tabs;
};

/// Scrolls a column up and down, never sideways: it asks for the width that the column needs.
class DetailScroll final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailScroll)

public:
    explicit DetailScroll(DetailColumn *column, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;
};

} // namespace Ui
