#include "ui/settings/fields.h"

#include "ui/style/labels.h"

#include <QFormLayout>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Ui {

QLabel *remarkLabel(const QString &objectName)
{
    QLabel *label = mutedLabel({}, TextSize::Small);
    label->setObjectName(objectName);
    label->setVisible(false);
    return label;
}

void showRemark(QLabel *remark, const QString &text, RemarkTone tone)
{
    const QString role = tone == RemarkTone::Bad ? u"bad"_s : u"muted"_s;
    if (remark->property("role").toString() != role) {
        remark->setProperty("role", role);
        remark->style()->unpolish(remark);
        remark->style()->polish(remark);
    }
    remark->setText(text);
    remark->setVisible(!text.isEmpty());
}

QLineEdit *lineEdit(const QString &objectName, const QString &accessibleName, const QString &placeholder)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(objectName);
    edit->setAccessibleName(accessibleName);
    edit->setPlaceholderText(placeholder);
    return edit;
}

QFormLayout *cardForm()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    return form;
}

void showText(QLineEdit *edit, const QString &text)
{
    if (edit->text() != text)
        edit->setText(text);
}

} // namespace Ui
