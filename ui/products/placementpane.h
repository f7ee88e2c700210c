#pragma once

#include <QWidget>

class QComboBox;
class QPushButton;

namespace Sync {
class Reader;
}

namespace Models {
class EditSession;
class PlacementModel;
} // namespace Models

namespace Ui {

class TableView;

/// Where the product open in an edit session belongs: its category, and the collections and sales channels it is in, by
/// name. What is chosen is saved at once. Collections that choose by rules are shown and stay as they are.
class PlacementPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlacementPane)

public:
    /// Session and reader must outlive the pane.
    PlacementPane(Models::EditSession &session, Sync::Reader &reader, QWidget *parent = nullptr);

    /// How many collections and channels the product is in.
    int count() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildCategory();
    QWidget *buildChoosing();
    void showDetail();
    void showCategories();
    void showChoices();
    void showWhatCanBeDone();
    void chooseCategory(int index);
    void putIn();
    void takeOut();

    Models::EditSession &m_session;
    Models::PlacementModel *m_model;
    QComboBox *m_category;
    TableView *m_table;
    QComboBox *m_choice;
    QPushButton *m_putIn;
    QPushButton *m_takeOut;
};

} // namespace Ui
