#pragma once

#include <QDialog>
#include <QHash>
#include <QList>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Models {
class VariantsModel;
}

namespace Ui {

/// Asks what tells a new variant from the others, and its price and SKU. It can be added once it has a value for each
/// option of the product and no other variant has the same; until then the dialog says what is in the way.
class VariantDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VariantDialog)

public:
    /// Whether the values of the variant it is like stand there to be changed, or are to be typed.
    enum class Start { Blank, Copied };

    /// The variant of `row` is the one the new one is like. `model` must outlive the dialog.
    VariantDialog(const Models::VariantsModel &model, int row, Start start, QWidget *parent = nullptr);

    /// What was typed, as canonical text by field.
    QHash<QString, QString> values() const;

private:
    void build(const QString &like);
    void fill(int row, Start start);
    void update();
    QStringList optionValues() const;

    const Models::VariantsModel &m_model;
    QList<QLineEdit *> m_options;
    QLineEdit *m_price;
    QLineEdit *m_sku;
    QLabel *m_hindrance; ///< Or what becomes of the variant.
    QPushButton *m_add;
};

} // namespace Ui
