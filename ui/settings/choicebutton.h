#pragma once

#include <QAbstractButton>

namespace Ui {

/// A large button with an icon, a title and a sentence, for one of a few ways on.
class ChoiceButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChoiceButton)

public:
    /// `iconName` is one of resources/icons.
    ChoiceButton(const QString &title, const QString &sentence, const QString &iconName, const QString &objectName,
        QWidget *parent = nullptr);

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString m_sentence;
};

} // namespace Ui
