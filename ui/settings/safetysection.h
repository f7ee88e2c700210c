#pragma once

#include "models/settings/connectionform.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace Ui {

/// The card about how careful and how fast: safe level, version of Shopify's interface, requests at once, products in
/// a transaction.
class SafetySection final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SafetySection)

public:
    /// `form` outlives it.
    explicit SafetySection(Models::ConnectionForm &form, QWidget *parent = nullptr);

private:
    void build();
    void fill();
    void update();

    Models::ConnectionForm &m_form;
    QComboBox *m_level;
    QLabel *m_levelMeaning;
    QLineEdit *m_version;
    QSpinBox *m_workers;
    QSpinBox *m_batch;
    QSpinBox *m_bulkFrom;
};

} // namespace Ui
